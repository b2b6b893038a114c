using Ledger.Domain.Disclosure;

namespace Ledger.Host.CommandLine;

/// <summary>Reads for whom an answer is.</summary>
public static class Audiences
{
    /// <summary>Reads an audience by its word; an investigator where none is given.</summary>
    /// <exception cref="BadUsageException">There is no such audience.</exception>
    public static Audience Of(string? word, string flag) =>
        word is null ? Audience.Investigator
        : Enum.GetValues<Audience>().Cast<Audience?>().FirstOrDefault(audience => Word(audience!.Value) == word)
        ?? throw new BadUsageException($"{flag} '{word}' is no audience: give {string.Join(", ", Enum.GetValues<Audience>().Select(Word))}.");

    /// <summary>The word of an audience.</summary>
    public static string Word(Audience audience) => audience.ToString().ToLowerInvariant();
}
