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
/// <param name="Recruiter">Only of this recruiter, or of one that is one with it; of all where it is null.</param>
/// <param name="Employer">Only of this employer, or of one that is one with it; of all where it is null.</param>
/// <param name="Present">The findings that are present, the gravest first, at most <see cref="GetPairs.MostListed"/>.</param>
/// <param name="Counts">How many findings there are of each verdict.</param>
public sealed record PairsShown(string Indicator, string? Recruiter, string? Employer, IReadOnlyList<Finding> Present, IReadOnlyDictionary<Verdict, int> Counts);

/// <summary>Answers with what is found of recruiters and employers together.</summary>
internal static class GetPairs
{
    /// <summary>The most findings that are listed; those beyond are counted.</summary>
    public const int MostListed = 200;

    /// <summary>The findings of one indicator about pairs.</summary>
    public static async Task<IResult> Get(string? indicator, string? recruiter, string? employer, IDocumentStore store, LedgerAddress address, CancellationToken cancellation)
    {
        var asked = string.IsNullOrWhiteSpace(indicator) ? PairTurnover.Code : indicator;
        if (!PairEvaluation.Indicators.Contains(asked))
        {
            throw new BadUsageException($"indicator '{asked}' is not about recruiters and employers: give {string.Join(", ", PairEvaluation.Indicators)}.");
        }

        var (ofRecruiter, ofEmployer) = (FormField.Text(recruiter), FormField.Text(employer));
        var question = FlagsQuestion.Of(null, asked, null, null, null, RulesChoice.Adopted, Audience.Investigator) with { Recruiter = ofRecruiter, Employer = ofEmployer };
        var answer = await question.AnswerAsync(store, address.ConnectionString, cancellation);
        return PageAnswer.Of<PairsPage>(new PairsShown(
            asked, ofRecruiter, ofEmployer,
            [.. answer.Findings.Where(finding => finding.IsPresent).OrderByDescending(finding => finding.Severity).ThenBy(finding => finding.About, StringComparer.Ordinal).Take(MostListed)],
            answer.Findings.CountBy(finding => finding.Verdict).ToDictionary()));
    }
}
