using Ledger.Domain.Facts;
using Ledger.Domain.Fees;
using Ledger.Domain.Parties;
using Ledger.Domain.Rates;
using Ledger.Domain.Record;
using Ledger.Domain.Rules;

namespace Ledger.Domain.Indicators;

/// <summary>Everything an indicator may read: nothing else can change what it says.</summary>
/// <param name="History">The worker's record as of a date, as known at an instant.</param>
/// <param name="Rates">The exchange rates known at that instant.</param>
/// <param name="Links">The links between parties known at that instant.</param>
/// <param name="Rules">The rule pack.</param>
/// <param name="Thresholds">The thresholds.</param>
public sealed record Evaluation(WorkerHistory History, ExchangeRates Rates, PartyLinks Links, RulePack Rules, Thresholds Thresholds)
{
    private IReadOnlyList<PlacementFees>? _fees;

    /// <summary>The parties known at that instant; nobody unless given.</summary>
    public PartyRegister Parties { get; init; } = PartyRegister.None;

    /// <summary>What the worker was charged, by placement; reckoned once, as several indicators read it.</summary>
    private IReadOnlyList<PlacementFees> Fees => _fees ??= PlacementFees.In(History, Rates);

    /// <summary>The codes of all indicators, in alphabetical order.</summary>
    public static IReadOnlyList<string> Indicators { get; } = [
        RepeatFee.Code, DebtOutgrowsWages.Code, FeeOverLegalCap.Code, FeeRecoveredFromWages.Code, FeeUnrepaid.Code, WorkerPaidFee.Code,
    ];

    /// <summary>Every finding on the worker, in order of indicator and placement.</summary>
    public IReadOnlyList<Finding> Findings() =>
    [
        .. Guarded(RepeatFee.Code, () => [RepeatFee.Judge(this)]),
        .. Guarded(DebtOutgrowsWages.Code, () => [DebtOutgrowsWages.Judge(this)]),
        .. Guarded(FeeOverLegalCap.Code, () => Fees.Select(fees => FeeOverLegalCap.Judge(this, fees))),
        .. Guarded(FeeRecoveredFromWages.Code, () => Fees.Select(fees => FeeRecoveredFromWages.Judge(this, fees))),
        .. Guarded(FeeUnrepaid.Code, () => Fees.Select(fees => FeeUnrepaid.Judge(this, fees))),
        .. Guarded(WorkerPaidFee.Code, () => Fees.Select(fees => WorkerPaidFee.Judge(this, fees))),
    ];

    /// <summary>The rules on fees, put to the fees of a placement.</summary>
    internal FeeLaw Law(PlacementFees fees) => FeeLaw.Of(History, Rates, Parties, Links, Rules, fees);

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
