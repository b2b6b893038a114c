using Ledger.Domain.Disclosure;
using Ledger.Domain.Indicators;
using Ledger.Host.CommandLine;
using Ledger.Host.Flags;
using Ledger.Host.Pages.Layout;
using Ledger.Host.Rules;
using Ledger.Host.Serve;
using Marten;

namespace Ledger.Host.Pages.Pairs;

/// <summary>What the page of recruiters and employers shows.</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="Present">The findings that are present, the gravest first, at most <see cref="GetPairs.MostListed"/>.</param>
/// <param name="Counts">How many findings there are of each verdict.</param>
public sealed record PairsShown(string Indicator, IReadOnlyList<Finding> Present, IReadOnlyDictionary<Verdict, int> Counts);

/// <summary>Answers with what is found of recruiters and employers together.</summary>
internal static class GetPairs
{
    /// <summary>The most findings that are listed; those beyond are counted.</summary>
    public const int MostListed = 200;

    /// <summary>The findings of one indicator about pairs.</summary>
    public static async Task<IResult> Get(string? indicator, IDocumentStore store, LedgerAddress address, CancellationToken cancellation)
    {
        var asked = string.IsNullOrWhiteSpace(indicator) ? PairTurnover.Code : indicator;
        if (!PairEvaluation.Indicators.Contains(asked))
        {
            throw new BadUsageException($"indicator '{asked}' is not about recruiters and employers: give {string.Join(", ", PairEvaluation.Indicators)}.");
        }

        var answer = await FlagsQuestion.Of(null, asked, null, null, null, RulesChoice.Adopted, Audience.Investigator).AnswerAsync(store, address.ConnectionString, cancellation);
        return PageAnswer.Of<PairsPage>(new PairsShown(
            asked,
            [.. answer.Findings.Where(finding => finding.IsPresent).OrderByDescending(finding => finding.Severity).ThenBy(finding => finding.About, StringComparer.Ordinal).Take(MostListed)],
            answer.Findings.CountBy(finding => finding.Verdict).ToDictionary()));
    }
}
