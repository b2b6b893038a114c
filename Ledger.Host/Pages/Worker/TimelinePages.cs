using Ledger.Domain.Indicators;
using Ledger.Domain.Replay;

namespace Ledger.Host.Pages.Worker;

/// <summary>What one row of a timeline tells of: a fact by itself, or several parties' accounts of one sum side by side.</summary>
/// <param name="Day">The day of the first account.</param>
/// <param name="Accounts">The accounts.</param>
/// <param name="Amount">The range they make; null for a fact by itself, or where they are not in one currency.</param>
/// <param name="IsLastOfDay">Whether the day's balances follow.</param>
public sealed record TimelineRow(TimelineDay Day, IReadOnlyList<TimelineFact> Accounts, Measure? Amount, bool IsLastOfDay);

/// <summary>A timeline in rows, and the rows in pages.</summary>
public sealed class TimelinePages
{
    private readonly List<IReadOnlyList<TimelineRow>> _pages = [];
    private readonly Dictionary<string, int> _pageOf = new(StringComparer.Ordinal);

    /// <summary>Sorts a replay's facts into rows.</summary>
    public TimelinePages(WorkerReplay replay)
    {
        var facts = replay.Timeline.SelectMany(day => day.Facts).ToDictionary(told => told.Fact.Id, StringComparer.Ordinal);
        var groups = replay.SameMoney.SelectMany(money => money.Accounts.Select(id => (id, money))).ToDictionary(pair => pair.id, pair => pair.money, StringComparer.Ordinal);
        List<TimelineRow> page = [];
        var count = 0;
        foreach (var day in replay.Timeline)
        {
            var rows = day.Facts.Select(told => groups.TryGetValue(told.Fact.Id, out var money)
                    ? (told.Fact.Id == money.Accounts[0] ? new TimelineRow(day, [.. money.Accounts.Select(id => facts[id])], money.Amount, false) : null)
                    : new TimelineRow(day, [told], null, false))
                .OfType<TimelineRow>().ToList();
            for (var index = 0; index < rows.Count; index++)
            {
                if (count >= WorkerAddress.FactsOnPage)
                {
                    _pages.Add(page);
                    (page, count) = ([], 0);
                }

                page.Add(rows[index] with { IsLastOfDay = index == rows.Count - 1 });
                count += rows[index].Accounts.Count;
                foreach (var told in rows[index].Accounts)
                {
                    _pageOf[told.Fact.Id] = _pages.Count + 1;
                }
            }
        }

        _pages.Add(page);
    }

    /// <summary>How many pages there are, at least one.</summary>
    public int Count => _pages.Count;

    /// <summary>The rows of a page; none beyond the last.</summary>
    public IReadOnlyList<TimelineRow> Rows(int page) => page <= _pages.Count ? _pages[page - 1] : [];

    /// <summary>The page that a fact stands on; null for one that is no part of the timeline.</summary>
    public int? PageOf(string fact) => _pageOf.TryGetValue(fact, out var page) ? page : null;

    /// <summary>The anchor of a fact.</summary>
    public static string Anchor(string fact) => "fact-" + Uri.EscapeDataString(fact);
}
