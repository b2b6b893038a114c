using Ledger.Domain.Facts;

namespace Ledger.Domain.Indicators;

/// <summary>What a lender is to the parties that placed the worker: one of them, or linked to one on the day it lent.</summary>
/// <param name="Said">In a few words.</param>
/// <param name="IsDocumented">Whether graded evidence backs the link.</param>
/// <param name="Facts">The facts it rests on.</param>
internal sealed record LinkedLender(string Said, bool IsDocumented, IReadOnlyList<Fact> Facts)
{
    /// <summary>The first such party: recruiter, employer, then the chain; null where there is none.</summary>
    public static LinkedLender? Of(Evaluation evaluation, LoanDisbursed lent)
    {
        var placement = evaluation.History.Find(evaluation.History.PlacementOf(lent))?.Started;
        if (placement is null)
        {
            return null;
        }

        foreach (var (party, part) in placement.Chain.Select(agent => (agent, "sub-agent")).Prepend((placement.Employer, "employer")).Prepend((placement.Recruiter, "recruiter")))
        {
            if (evaluation.Links.Between(lent.Lender, party, lent.EffectiveOn) is { } links)
            {
                var said = links.Count == 0 ? $"lender {lent.Lender} of loan {lent.Loan} is the {part} itself" : $"lender {lent.Lender} of loan {lent.Loan} is linked to the {part} {party}";
                return new LinkedLender(said, links.Count > 0 && links.All(link => link.Grade <= Grade.C), [lent, placement, .. links]);
            }
        }

        return null;
    }
}
