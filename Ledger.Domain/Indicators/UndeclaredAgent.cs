using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Fees;
using Ledger.Domain.Record;
using Ledger.Domain.SameMoney;

namespace Ledger.Domain.Indicators;

/// <summary>
/// <c>record.undeclared-agent</c>: the worker's side names a party of the chain (in its account of the placement, as a recruiter or
/// sub-agent who collected a fee, or as a lender of recruitment money who belongs to the chain) whom neither recruiter nor employer
/// names. Red where such a party took money, amber where it is only named.
/// </summary>
/// <remarks>
/// Recruiter and employer name whom they list in their accounts of the placement, whom they tell of as collector, lender or payee, and
/// whom they link themselves to. Ids that are the same party, owned by one another or of one family are one. A recorded link as sub-agent
/// does not make a party declared unless recruiter or employer told of it: that is what they left out. A lender belongs to the chain
/// where a fee on account names the loan, where it is registered as recruiter or sub-agent, or where a link leads from it to recruiter
/// or employer; a village lender does not.
/// </remarks>
public static class UndeclaredAgent
{
    /// <summary>The code of the indicator.</summary>
    public const string Code = "record.undeclared-agent";

    /// <summary>Judges the chain of one placement.</summary>
    public static Finding Judge(Evaluation evaluation, PlacementRecord placement, PlacementFees fees)
    {
        var accounts = evaluation.History.All<PlacementStarted>().Where(started => started.Placement == placement.Id).ToList();
        var declared = accounts.FindAll(Sides.IsGivers);
        var named = Named(evaluation, placement.Id, accounts);
        var where = Words.Placement(placement.Id);
        if (named.Count == 0 || declared.Count == 0)
        {
            string[] missing =
            [
                .. named.Count == 0 ? [$"no account of the worker's side of the chain of {where}"] : Array.Empty<string>(),
                .. declared.Count == 0 ? [$"no account of recruiter or employer of the chain of {where}"] : Array.Empty<string>(),
            ];
            return evaluation.Draft(Code, placement.Id, Verdict.Insufficient, $"Accounts of the chain cannot be compared: there is {string.Join("; ", missing)}.", [.. accounts, .. named.SelectMany(party => party.Facts)]) with { Missing = missing };
        }

        var told = Declared(evaluation, placement.Id, declared);
        var left = named.FindAll(party => !party.Ids(evaluation).Any(told.Contains));
        return left.Count > 0
            ? Present(evaluation, fees, left, declared)
            : evaluation.Draft(Code, placement.Id, Verdict.Absent, $"Recruiter or employer name every party of the chain of {where} that the worker's side names.", accounts, named.SelectMany(party => party.Facts));
    }

    private static Finding Present(Evaluation evaluation, PlacementFees fees, List<NamedParty> left, List<PlacementStarted> declared)
    {
        var parties = left.Select(party => party.Party).ToHashSet(StringComparer.Ordinal);
        var paid = fees.Parts.Where(part => parties.Contains(part.Collector)).Aggregate(Reading.Zero, (sum, part) => sum + part.Reading);
        var collected = paid.Claimed > 0 ? $" The worker bore {Words.Of(paid, fees.Currency)} of fees to them." : "";
        return evaluation.Draft(Code, fees.Placement, Verdict.Present,
            $"The worker's side names {string.Join(", ", left.Select(party => $"{party.Party} ({party.As})"))} in the chain of {Words.Placement(fees.Placement)}; "
            + $"the accounts of {string.Join(" and ", declared.Select(started => started.AssertedBy).Distinct(StringComparer.Ordinal))} leave {(left.Count == 1 ? "it" : "them")} out.{collected}",
            left.SelectMany(party => party.Facts), declared) with
        {
            Severity = left.Exists(party => party.TookMoney) ? Severity.Red : Severity.Amber,
            Strength = left.Exists(party => party.IsDocumented(evaluation)) ? Strength.Documented : Strength.Testified,
            Since = left.SelectMany(party => party.Facts).Min(fact => fact.EffectiveOn),
            Measures = paid.Claimed > 0 ? new(StringComparer.Ordinal) { ["workerPaid"] = Measure.Of(paid, fees.Currency) } : new(StringComparer.Ordinal),
        };
    }

    /// <summary>The parties of the chain that the worker's side names, in alphabetical order.</summary>
    private static List<NamedParty> Named(Evaluation evaluation, string placement, List<PlacementStarted> accounts)
    {
        var history = evaluation.History;
        var told = history.FactsOf(placement).Where(Sides.IsWorkers).ToList();
        var onAccount = told.OfType<FeeCharged>().Where(fee => fee.Form is FeeForm.Loan or FeeForm.Deduction).Select(fee => fee.Loan).ToHashSet(StringComparer.Ordinal);
        var inAccounts = told.OfType<PlacementStarted>().SelectMany(started => started.Chain.Append(started.Recruiter).Select(party => (Party: party, As: "chain", Fact: (Fact)started)));
        var collectors = told.OfType<FeeCharged>().Where(fee => fee.BorneBy == Payer.Worker && fee.CollectorRole is (PartyRole.Recruiter or PartyRole.SubAgent))
            .Select(fee => (Party: fee.Collector, As: "collector", Fact: (Fact)fee));
        var lenders = told.OfType<LoanDisbursed>().Where(loan => loan.Purpose == LoanPurpose.Recruitment && (onAccount.Contains(loan.Loan) || BelongsToChain(evaluation, loan, accounts)))
            .Select(loan => (Party: loan.Lender, As: "lender", Fact: (Fact)loan));
        return
        [
            .. inAccounts.Concat(collectors).Concat(lenders).GroupBy(named => named.Party, StringComparer.Ordinal).OrderBy(party => party.Key, StringComparer.Ordinal)
                .Select(party => new NamedParty(party.Key, party.Last().As, [.. party.Select(named => named.Fact)])),
        ];
    }

    private static bool BelongsToChain(Evaluation evaluation, LoanDisbursed loan, List<PlacementStarted> accounts) =>
        evaluation.Parties.Find(loan.Lender, loan.EffectiveOn)?.Role is PartyRole.Recruiter or PartyRole.SubAgent
        || accounts.Where(started => started.Grade != Grade.X).SelectMany(started => new[] { started.Recruiter, started.Employer })
            .Any(party => evaluation.Links.Between(loan.Lender, party, loan.EffectiveOn) is not null);

    /// <summary>Whom recruiter and employer name.</summary>
    private static HashSet<string> Declared(Evaluation evaluation, string placement, List<PlacementStarted> declared)
    {
        var history = evaluation.History;
        return declared.SelectMany(started => started.Chain.Append(started.Recruiter).Append(started.Employer).Append(started.AssertedBy))
            .Concat(history.FactsOf(placement).Where(Sides.IsGivers).SelectMany(NamedIn))
            .ToHashSet(StringComparer.Ordinal);
    }

    private static IEnumerable<string> NamedIn(Fact fact) => fact switch
    {
        FeeCharged fee => [fee.Collector],
        LoanDisbursed loan => [loan.Lender],
        DeductionTaken { Payee: { } payee } => [payee],
        _ => [],
    };

    /// <summary>A party that the worker's side names.</summary>
    /// <param name="Party">Its id.</param>
    /// <param name="As">What it is named as: in the chain, collector or lender.</param>
    /// <param name="Facts">The facts that name it.</param>
    private sealed record NamedParty(string Party, string As, IReadOnlyList<Fact> Facts)
    {
        public bool TookMoney => Facts.Any(fact => fact is FeeCharged or LoanDisbursed);

        public IReadOnlyList<string> Ids(Evaluation evaluation) => evaluation.Links.Linked(Party, evaluation.History.AsOf, link =>
            link.Kind is LinkKind.SameAs or LinkKind.Owns or LinkKind.Family || Sides.IsGivers(link));

        /// <summary>Whether graded evidence names it, or it admits itself that it charged or lent.</summary>
        public bool IsDocumented(Evaluation evaluation) => Facts.Any(Sides.IsGraded)
            || evaluation.History.Facts.Any(fact => fact.Grade != Grade.X && fact.AssertedBy == Party && fact is (FeeCharged or LoanDisbursed));
    }
}
