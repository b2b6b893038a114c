using Ledger.Domain.Facts;
using Xunit;

namespace Ledger.Tests.Samples;

/// <summary>Checks that whatever facts name is there: workers, placements, loans, parties, and other facts.</summary>
internal static class References
{
    public static void AssertAllRegistered(IReadOnlyCollection<Fact> facts)
    {
        var ids = facts.Select(fact => fact.Id).ToHashSet(StringComparer.Ordinal);
        var workers = facts.OfType<WorkerRegistered>().Select(fact => fact.Worker!).ToHashSet(StringComparer.Ordinal);
        var placements = facts.OfType<PlacementStarted>().Select(fact => (fact.Worker, fact.Placement)).ToHashSet();
        var loans = facts.OfType<LoanDisbursed>().Select(fact => (fact.Worker, (string?)fact.Loan)).ToHashSet();
        var parties = facts.OfType<PartyRegistered>().Select(fact => fact.Party).ToHashSet(StringComparer.Ordinal);
        foreach (var fact in facts)
        {
            Assert.True(fact.Worker is null || workers.Contains(fact.Worker), $"{fact.Id}: no worker {fact.Worker}");
            Assert.True(fact.Placement is null || placements.Contains((fact.Worker, fact.Placement)), $"{fact.Id}: no placement {fact.Placement}");
            Assert.True(fact.SameAs is null || ids.Contains(fact.SameAs), $"{fact.Id}: no fact {fact.SameAs}");
            Assert.True(LoanOf(fact) is not { } loan || loans.Contains((fact.Worker, loan)), $"{fact.Id}: no loan {LoanOf(fact)}");
            Assert.All(FactsOf(fact), id => Assert.True(ids.Contains(id), $"{fact.Id}: no fact {id}"));
            Assert.All(PartiesOf(fact), party => Assert.True(parties.Contains(party) || workers.Contains(party), $"{fact.Id}: no party {party}"));
        }
    }

    private static string? LoanOf(Fact fact) => fact switch
    {
        FeeCharged fee => fee.Loan,
        LoanCharged charged => charged.Loan,
        LoanRepaid repaid => repaid.Loan,
        LoanTermsChanged changed => changed.Loan,
        LoanForgiven forgiven => forgiven.Loan,
        DeductionTaken deduction => deduction.Loan,
        _ => null,
    };

    private static IEnumerable<string> FactsOf(Fact fact) => fact switch
    {
        MendingFact mending => [mending.Mends],
        Reimbursed { For.Facts: { } facts } => facts,
        _ => [],
    };

    private static IEnumerable<string> PartiesOf(Fact fact) => fact switch
    {
        PlacementStarted placement => [placement.Employer, placement.Recruiter, .. placement.Chain],
        FeeCharged fee => [fee.Collector],
        LoanDisbursed loan => [loan.Lender],
        DeductionTaken { Payee: { } payee } => [payee],
        LoanRepaid repaid => [repaid.By],
        Reimbursed reimbursed => [reimbursed.By],
        SecurityTaken security => [security.Holder],
        PartiesLinked linked => [linked.From, linked.To],
        KickbackPaid kickback => [kickback.From, kickback.To],
        EmployerPaidRecruiter paid => [paid.Employer, paid.Recruiter],
        PartyFact party => [party.Subject],
        _ => [],
    };
}
