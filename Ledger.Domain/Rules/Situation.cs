using Ledger.Domain.Facts;
using Ledger.Domain.Record;

namespace Ledger.Domain.Rules;

/// <summary>What rules ask about a worker and a placement; a part that the record does not tell is null.</summary>
/// <param name="Origin">The country the worker comes from, ISO 3166, with its part where that is told.</param>
/// <param name="Destination">The country of the job, with its part where that is told.</param>
/// <param name="Sex">The sex.</param>
/// <param name="Trades">The kinds of work that rules single out.</param>
/// <param name="Scheme">The scheme, as recorded.</param>
public sealed record Situation(string? Origin, string? Destination, Sex? Sex, Trades? Trades, string? Scheme)
{
    /// <summary>Words in an occupation or a sector that tell a trade; every other text is a trade that no rule singles out.</summary>
    private static readonly (Trades Trade, string[] Words)[] Vocabulary =
    [
        (Rules.Trades.Domestic, ["domestic", "household", "housemaid", "housekeeper", "nanny"]),
        (Rules.Trades.Seafarer, ["seafarer", "seaman", "sailor"]),
        (Rules.Trades.PerformingArtist, ["performing", "entertainer", "artist", "model"]),
        (Rules.Trades.IntermediateSkilled, ["intermediate-skilled", "intermediate skilled"]),
        (Rules.Trades.Garment, ["garment", "apparel"]),
    ];

    /// <summary>The country of origin without its part.</summary>
    public string? OriginCountry { get; } = Country(Origin);

    /// <summary>The country of the job without its part.</summary>
    public string? DestinationCountry { get; } = Country(Destination);

    /// <summary>Reads the situation out of the record.</summary>
    /// <param name="history">The record.</param>
    /// <param name="placement">The placement; null for what belongs to none.</param>
    public static Situation Of(WorkerHistory history, string? placement)
    {
        var worker = history.Once(Registered.Of);
        var started = history.Find(placement)?.Started;
        return new Situation(worker.Origin, started?.Destination, worker.Sex, started is null ? null : TradesOf(started.Occupation, started.Sector), started?.Scheme);
    }

    /// <summary>The trades that an occupation and a sector tell.</summary>
    public static Trades TradesOf(string occupation, string? sector)
    {
        var told = Rules.Trades.None;
        foreach (var (trade, words) in Vocabulary)
        {
            if (words.Any(word => Tells(occupation, word) || (sector is not null && Tells(sector, word))))
            {
                told |= trade;
            }
        }

        return told;
    }

    private static bool Tells(string text, string word)
    {
        var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        return at >= 0 && (at == 0 || !char.IsLetter(text[at - 1]));
    }

    private static string? Country(string? place) => place is { Length: > 2 } ? place[..2] : place;

    /// <summary>What is told of the worker, whatever the placement.</summary>
    private sealed record Registered(string? Origin, Sex? Sex)
    {
        public static Registered Of(WorkerHistory history)
        {
            var accounts = history.All<WorkerRegistered>().ToList();
            return new Registered(PlacementRecord.BestBacked(accounts)?.Origin, PlacementRecord.BestBacked(accounts.Where(account => account.Sex is not null))?.Sex);
        }
    }
}
