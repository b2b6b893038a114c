using Ledger.Domain.Debt;
using Ledger.Domain.Disclosure;
using Ledger.Domain.Facts;
using Ledger.Domain.Fees;
using Ledger.Domain.Oversight;
using Ledger.Domain.Parties;
using Ledger.Domain.Rates;
using Ledger.Domain.Record;
using Ledger.Domain.Rules;
using Ledger.Domain.Wages;

namespace Ledger.Domain.Indicators;

/// <summary>Everything an indicator may read: nothing else can change what it says.</summary>
/// <param name="History">The worker's record as of a date, as known at an instant.</param>
/// <param name="Rates">The exchange rates known at that instant.</param>
/// <param name="Links">The links between parties known at that instant.</param>
/// <param name="Rules">The rule pack.</param>
/// <param name="Thresholds">The thresholds.</param>
public sealed record Evaluation(WorkerHistory History, ExchangeRates Rates, PartyLinks Links, RulePack Rules, Thresholds Thresholds)
{
    // What several indicators read is reckoned once; a copy with another input starts anew.
    private IReadOnlyList<PayRound>? _rounds;
    private IReadOnlyList<PlacementFees>? _fees;
    private IReadOnlyList<PlacementFees>? _feesAtBoundaries;
    private IReadOnlyList<PlacementFees>? _feesInEachCurrency;
    private readonly Dictionary<PlacementFees, FeeLaw> _laws = [];
    private readonly Dictionary<PlacementFees, IReadOnlyList<RecoveredCut>> _recovered = [];
    private RecruitmentLoans? _loans;
    private DebtWindows? _windows;

    private Evaluation(Evaluation original)
    {
        (History, Rates, Links, Rules, Thresholds) = (original.History, original.Rates, original.Links, original.Rules, original.Thresholds);
        (Parties, Oversight, Audience, _laws, _recovered) = (original.Parties, original.Oversight, original.Audience, [], []);
    }

    /// <summary>The parties known at that instant; nobody unless given.</summary>
    public PartyRegister Parties { get; init; } = PartyRegister.None;

    /// <summary>The audits and certificates known at that instant; none unless given.</summary>
    public OversightRecord Oversight { get; init; } = OversightRecord.None;

    /// <summary>Who reads the findings; the history is what that audience may read.</summary>
    public Audience Audience { get; init; } = Audience.Investigator;

    /// <summary>The codes of all indicators, of workers and of pairs, in alphabetical order.</summary>
    public static IReadOnlyList<string> Indicators { get; } =
    [
        DebtCarriedOver.Code,
        ExitAfterRecovery.Code,
        Kickback.Code,
        PairTurnover.Code,
        RepeatFee.Code,
        DebtBeyondContract.Code,
        DebtNegativeAmortisation.Code,
        DebtOutgrowsWages.Code,
        DebtRateOverLaw.Code,
        DebtServiceRatio.Code,
        DebtUndefinedTerms.Code,
        DebtValueNotApplied.Code,
        FeeOverLegalCap.Code,
        FeeRecoveredFromWages.Code,
        FeeUnrepaid.Code,
        WorkerPaidFee.Code,
        BackdatedBeforeAudit.Code,
        CertifiedYetCharging.Code,
        CleanAuditContradicted.Code,
        ContractSubstitution.Code,
        ReceiptMismatch.Code,
        UndeclaredAgent.Code,
        WageMismatch.Code,
        ReprisalAfterComplaint.Code,
    ];

    /// <summary>The worker's pay periods.</summary>
    public IReadOnlyList<WagePeriod> Wages => WagePeriod.In(History);

    /// <summary>The worker's pay, month by month.</summary>
    public IReadOnlyList<PayRound> Rounds => _rounds ??= PayRound.Of(Wages);

    /// <summary>The fees of each placement.</summary>
    public IReadOnlyList<PlacementFees> Fees => _fees ??= PlacementFees.In(History, Rates);

    /// <summary>The fees of each placement as they were paid, apart by currency.</summary>
    public IReadOnlyList<PlacementFees> FeesInEachCurrency => _feesInEachCurrency ??= PlacementFees.InEachCurrency(History, Rates);

    /// <summary>The fees of each placement, those charged near a placement's boundary with the one that begins there: what churn is judged by.</summary>
    internal IReadOnlyList<PlacementFees> FeesAtBoundaries => _feesAtBoundaries ??= Boundaries.Sort(this);

    /// <summary>The worker's recruitment loans.</summary>
    public RecruitmentLoans Loans => _loans ??= RecruitmentLoans.In(History, Rates);

    /// <summary>Debt against wages on each pay day.</summary>
    public DebtWindows Windows => _windows ??= DebtWindows.In(History, Rates, Thresholds.WagePeriods, Wages, Position());

    /// <summary>What the worker owes over time; each position keeps by itself which exchange rates it used.</summary>
    public DebtPosition Position() => new(Loans, Rates);

    /// <summary>Every finding on the worker, in order of indicator and placement.</summary>
    public IReadOnlyList<Finding> Findings()
    {
        List<Finding> found = [];
        Judge(found, DebtCarriedOver.Code, Whole, (whole, _) => DebtCarriedOver.Judge(whole));
        Judge(found, RepeatFee.Code, Whole, (whole, _) => RepeatFee.Judge(whole));
        Judge(found, DebtBeyondContract.Code, Whole, (whole, _) => DebtBeyondContract.Judge(whole));
        Judge(found, DebtNegativeAmortisation.Code, Whole, (whole, _) => DebtNegativeAmortisation.Judge(whole));
        Judge(found, DebtOutgrowsWages.Code, Whole, (whole, _) => DebtOutgrowsWages.Judge(whole));
        Judge(found, DebtRateOverLaw.Code, Whole, (whole, _) => DebtRateOverLaw.Judge(whole));
        Judge(found, DebtServiceRatio.Code, Whole, (whole, _) => DebtServiceRatio.Judge(whole));
        Judge(found, DebtUndefinedTerms.Code, Whole, (whole, _) => DebtUndefinedTerms.Judge(whole));
        Judge(found, DebtValueNotApplied.Code, Whole, (whole, _) => DebtValueNotApplied.Judge(whole));
        Judge(found, FeeOverLegalCap.Code, EachFees, FeeOverLegalCap.Judge);
        Judge(found, FeeRecoveredFromWages.Code, EachFees, FeeRecoveredFromWages.Judge);
        Judge(found, FeeUnrepaid.Code, EachFees, FeeUnrepaid.Judge);
        Judge(found, WorkerPaidFee.Code, EachFees, WorkerPaidFee.Judge);
        Judge(found, BackdatedBeforeAudit.Code, EachPlacement, BackdatedBeforeAudit.Judge);
        Judge(found, CertifiedYetCharging.Code, EachPlacementWithFees, (all, one) => CertifiedYetCharging.Judge(all, one.Placement, one.Fees));
        Judge(found, CleanAuditContradicted.Code, EachPlacementWithFees, (all, one) => CleanAuditContradicted.Judge(all, one.Placement, one.Fees));
        Judge(found, ContractSubstitution.Code, EachPlacement, ContractSubstitution.Judge);
        Judge(found, ReceiptMismatch.Code, EachFees, ReceiptMismatch.Judge);
        Judge(found, UndeclaredAgent.Code, EachPlacementWithFees, (all, one) => UndeclaredAgent.Judge(all, one.Placement, one.Fees));
        Judge(found, WageMismatch.Code, EachPlacement, (all, placement) => WageMismatch.Judge(all, placement.Id));
        if (Audience.ReadsComplaints())
        {
            Judge(found, ReprisalAfterComplaint.Code, Whole, (whole, _) => ReprisalAfterComplaint.Judge(whole));
        }

        return found;
    }

    private static IEnumerable<Evaluation> Whole(Evaluation evaluation) => [evaluation];

    private static IEnumerable<PlacementFees> EachFees(Evaluation evaluation) => evaluation.Fees;

    private static IEnumerable<PlacementRecord> EachPlacement(Evaluation evaluation) => evaluation.History.Placements;

    /// <summary>Each placement of the record with its fees, which are in the same order.</summary>
    private static IEnumerable<(PlacementRecord Placement, PlacementFees Fees)> EachPlacementWithFees(Evaluation evaluation) =>
        evaluation.History.Placements.Zip(evaluation.Fees);

    /// <summary>The rules on fees, put to the fees of a placement.</summary>
    internal FeeLaw Law(PlacementFees fees) =>
        _laws.TryGetValue(fees, out var law) ? law : _laws[fees] = FeeLaw.Of(History, Rates, Parties, Links, Rules, fees);

    /// <summary>The cuts from wages that recover the fees of a placement.</summary>
    internal IReadOnlyList<RecoveredCut> Recovered(PlacementFees fees) =>
        _recovered.TryGetValue(fees, out var cuts) ? cuts : _recovered[fees] = FeeRecovery.In(History, fees, Thresholds.RecoveryFirstPeriods, Thresholds.RecoveryEqualCuts);

    /// <summary>A finding that has its verdict and explanation still to say.</summary>
    internal Finding Draft(string indicator, string? placement, Verdict verdict, string explanation, params ReadOnlySpan<IEnumerable<Fact>> facts) => new()
    {
        Indicator = indicator,
        Worker = History.Worker,
        Placement = placement,
        Verdict = verdict,
        AsOf = History.AsOf,
        Explanation = explanation,
        Because = History.Because(facts),
        Thresholds = Thresholds.Of(indicator),
        RulePack = Rules.Version,
    };

    /// <summary>A finding that cannot be made, with what it would take.</summary>
    internal Finding Insufficient(string indicator, string lead, IReadOnlyList<string> missing, IEnumerable<Fact> facts) =>
        Draft(indicator, null, Verdict.Insufficient, $"{lead}: {string.Join("; ", missing)}.", facts) with { Missing = missing };

    /// <summary>A finding on a placement that cannot be made because nobody tells the one thing it takes.</summary>
    internal Finding Untold(string indicator, string? placement, string missing) =>
        Draft(indicator, placement, Verdict.Insufficient, $"Nothing can be said: there is {missing}.", []) with { Missing = [missing] };

    /// <summary>Adds what an indicator says of each of those it judges.</summary>
    /// <remarks>Terms that let a debt grow beyond what decimal holds are a gap in the record, not a reason to stop reading it.</remarks>
    private void Judge<T>(List<Finding> found, string indicator, Func<Evaluation, IEnumerable<T>> each, Func<Evaluation, T, Finding> judge)
    {
        var before = found.Count;
        try
        {
            foreach (var one in each(this))
            {
                found.Add(judge(this, one));
            }
        }
        catch (OverflowException)
        {
            const string beyond = "the amounts or terms recorded lead beyond what can be reckoned exactly";
            found.RemoveRange(before, found.Count - before);
            found.Add(Draft(indicator, null, Verdict.Insufficient, $"Nothing can be said: {beyond}.", []) with { Missing = [beyond] });
        }
    }
}
