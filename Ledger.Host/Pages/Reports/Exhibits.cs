using Ledger.Domain.Replay;

namespace Ledger.Host.Pages.Reports;

/// <summary>The numbers under which a report shows facts, in the order in which they took effect; worker after worker.</summary>
/// <remarks>Handed down to what a page and a report share: where it is there, nothing is folded and no link leads out of the document.</remarks>
internal sealed class Exhibits
{
    private readonly Dictionary<string, int> _numbers;

    private Exhibits(Dictionary<string, int> numbers, string prefix) => (_numbers, Prefix) = (numbers, prefix);

    /// <summary>Numbers the facts of replays.</summary>
    public Exhibits(IEnumerable<WorkerReplay> replays)
        : this(new Dictionary<string, int>(StringComparer.Ordinal), "")
    {
        foreach (var told in replays.SelectMany(replay => replay.Timeline).SelectMany(day => day.Facts))
        {
            _numbers.TryAdd(told.Fact.Id, _numbers.Count + 1);
        }
    }

    /// <summary>What stands before the ids of a chapter's parts, so that no two are alike.</summary>
    public string Prefix { get; }

    /// <summary>The same numbers for a chapter, counted from 0.</summary>
    public Exhibits In(int chapter) => new(_numbers, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"chapter-{chapter}-"));

    /// <summary>The number of a fact; null for one that no exhibit shows, such as an exchange rate or a correction.</summary>
    public int? NumberOf(string fact) => _numbers.TryGetValue(fact, out var number) ? number : null;

    /// <summary>Where a fact stands in the document; null for one that no exhibit shows.</summary>
    public string? AddressOf(string fact) => _numbers.TryGetValue(fact, out var number) ? "#" + Anchor(number) : null;

    /// <summary>The anchor of an exhibit.</summary>
    public static string Anchor(int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"exhibit-{number}");
}
