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
    private RoundEnds? _roundEnds;
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

    /// <summary>What the worker's recruitment loans came to from round to round.</summary>
    internal RoundEnds RoundEnds => _roundEnds ??= new(Rounds);

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
    public IReadOnlyList<Finding> Findings() =>
    [
        .. Guarded(DebtCarriedOver.Code, () => [DebtCarriedOver.Judge(this)]),
        .. Guarded(RepeatFee.Code, () => [RepeatFee.Judge(this)]),
        .. Guarded(DebtBeyondContract.Code, () => [DebtBeyondContract.Judge(this)]),
        .. Guarded(DebtNegativeAmortisation.Code, () => [DebtNegativeAmortisation.Judge(this)]),
        .. Guarded(DebtOutgrowsWages.Code, () => [DebtOutgrowsWages.Judge(this)]),
        .. Guarded(DebtRateOverLaw.Code, () => [DebtRateOverLaw.Judge(this)]),
        .. Guarded(DebtServiceRatio.Code, () => [DebtServiceRatio.Judge(this)]),
        .. Guarded(DebtUndefinedTerms.Code, () => [DebtUndefinedTerms.Judge(this)]),
        .. Guarded(DebtValueNotApplied.Code, () => [DebtValueNotApplied.Judge(this)]),
        .. Guarded(FeeOverLegalCap.Code, () => Fees.Select(fees => FeeOverLegalCap.Judge(this, fees))),
        .. Guarded(FeeRecoveredFromWages.Code, () => Fees.Select(fees => FeeRecoveredFromWages.Judge(this, fees))),
        .. Guarded(FeeUnrepaid.Code, () => Fees.Select(fees => FeeUnrepaid.Judge(this, fees))),
        .. Guarded(WorkerPaidFee.Code, () => Fees.Select(fees => WorkerPaidFee.Judge(this, fees))),
        .. Guarded(BackdatedBeforeAudit.Code, () => History.Placements.Select(placement => BackdatedBeforeAudit.Judge(this, placement))),
        .. Guarded(CertifiedYetCharging.Code, () => PlacementsWithFees().Select(pair => CertifiedYetCharging.Judge(this, pair.Placement, pair.Fees))),
        .. Guarded(CleanAuditContradicted.Code, () => PlacementsWithFees().Select(pair => CleanAuditContradicted.Judge(this, pair.Placement, pair.Fees))),
        .. Guarded(ContractSubstitution.Code, () => History.Placements.Select(placement => ContractSubstitution.Judge(this, placement))),
        .. Guarded(ReceiptMismatch.Code, () => Fees.Select(fees => ReceiptMismatch.Judge(this, fees))),
        .. Guarded(UndeclaredAgent.Code, () => PlacementsWithFees().Select(pair => UndeclaredAgent.Judge(this, pair.Placement, pair.Fees))),
        .. Guarded(WageMismatch.Code, () => History.Placements.Select(placement => WageMismatch.Judge(this, placement.Id))),
        .. Audience.ReadsComplaints() ? Guarded(ReprisalAfterComplaint.Code, () => [ReprisalAfterComplaint.Judge(this)]) : [],
    ];

    /// <summary>Each placement of the record with its fees.</summary>
    private IEnumerable<(PlacementRecord Placement, PlacementFees Fees)> PlacementsWithFees() =>
        History.Placements.Join(Fees, placement => placement.Id, fees => fees.Placement, (placement, fees) => (placement, fees), StringComparer.Ordinal);

    /// <summary>The rules on fees, put to the fees of a placement.</summary>
    internal FeeLaw Law(PlacementFees fees) =>
        _laws.TryGetValue(fees, out var law) ? law : _laws[fees] = FeeLaw.Of(History, Rates, Parties, Links, Rules, fees);

    /// <summary>The cuts from wages that recover the fees of a placement.</summary>
    internal IReadOnlyList<RecoveredCut> Recovered(PlacementFees fees) =>
        _recovered.TryGetValue(fees, out var cuts) ? cuts : _recovered[fees] = FeeRecovery.In(History, fees, Thresholds.RecoveryFirstPeriods, Thresholds.RecoveryEqualCuts);

    /// <summary>A finding that has its verdict and explanation still to say.</summary>
    internal Finding Draft(string indicator, string? placement, Verdict verdict, string explanation, IEnumerable<Fact> facts) => new()
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

    /// <summary>Terms that let a debt grow beyond what decimal holds are a gap in the record, not a reason to stop reading it.</summary>
    private List<Finding> Guarded(string indicator, Func<IEnumerable<Finding>> judge)
    {
        try
        {
            return [.. judge()];
        }
        catch (OverflowException)
        {
            const string beyond = "the amounts or terms recorded lead beyond what can be reckoned exactly";
            return [Draft(indicator, null, Verdict.Insufficient, $"Nothing can be said: {beyond}.", []) with { Missing = [beyond] }];
        }
    }
}
