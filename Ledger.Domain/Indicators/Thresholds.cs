namespace Ledger.Domain.Indicators;

/// <summary>The numbers that indicators turn on, with their defaults. No published threshold exists for churn: these are the ledger's own.</summary>
public sealed record Thresholds
{
    /// <summary>The defaults.</summary>
    public static Thresholds Default { get; } = new();

    /// <summary>Months of the first wage above which worker-paid fees are red.</summary>
    public decimal FeeRedAboveMonths { get; init; } = 1m;

    /// <summary>The part by which months of wages owed may exceed their baseline, or their level of two windows ago, before it counts.</summary>
    public decimal DebtRise { get; init; } = 0.25m;

    /// <summary>The part of the baseline within which months owed must come before the indicator is absent again.</summary>
    public decimal DebtClears { get; init; } = 0.1m;

    /// <summary>Pay periods that the wage is averaged over.</summary>
    public int WagePeriods { get; init; } = 3;

    /// <summary>Periods in a row in which a debt grew in spite of what was paid, from which on that is red.</summary>
    public int NegativeAmortisationRedPeriods { get; init; } = 3;

    /// <summary>The part of net wages above which repayments due are amber.</summary>
    public decimal ServiceAmberAbove { get; init; } = 0.1m;

    /// <summary>The part of net wages above which the explanation says so: a sub-limit in several laws.</summary>
    public decimal ServiceSaidAbove { get; init; } = 0.25m;

    /// <summary>The part of net wages above which repayments due are red.</summary>
    public decimal ServiceRedAbove { get; init; } = 0.5m;

    /// <summary>Months of the contract wage above which value of work not applied to the debt is red; no instrument sets one.</summary>
    public decimal WithheldRedAboveMonths { get; init; } = 1m;

    /// <summary>How many times the legal rate of a loan is red; no instrument sets a number.</summary>
    public decimal RateRedTimes { get; init; } = 2m;

    /// <summary>
    /// Simple interest a year on what a worker paid out for fees, from then until it is paid back, a fraction. Practice asks for interest for the
    /// time elapsed and no instrument fixes the rate: five per cent is the ledger's own.
    /// </summary>
    public decimal RepaymentInterestPerYear { get; init; } = 0.05m;

    /// <summary>How many ways in which a debt's length and nature are undefined make it red; no instrument sets a number.</summary>
    public int UndefinedTermsRed { get; init; } = 2;

    /// <summary>Months within which a second fee is a repeated one.</summary>
    public int RepeatFeeMonths { get; init; } = 36;

    /// <summary>Months within which a repeated fee is red.</summary>
    public int RepeatFeeRedMonths { get; init; } = 12;

    /// <summary>Days around a placement's boundary in which a charge of any label counts as a fee for it.</summary>
    public int BoundaryDays { get; init; } = 30;

    /// <summary>Months that a placement is taken to be meant to run where no contract's end is recorded.</summary>
    public int TermMonths { get; init; } = 24;

    /// <summary>Months from a placement's start within which an early end counts as turnover.</summary>
    public int TurnoverMonths { get; init; } = 12;

    /// <summary>Days after an early end within which the next placement of the pair is its replacement.</summary>
    public int ReplacementDays { get; init; } = 60;

    /// <summary>Placements below which nothing is said of a pair.</summary>
    public int LeastPlacements { get; init; } = 20;

    /// <summary>The part of the findings of one family of tests that may be chance.</summary>
    public decimal FalseDiscoveryRate { get; init; } = 0.05m;

    /// <summary>How many times the others' rate the lower end of a pair's interval must reach to be red.</summary>
    public decimal TurnoverRedRatio { get; init; } = 2m;

    /// <summary>Days after a fee was recovered, or a refund window closed, in which early ends are counted; as many beside them are compared.</summary>
    public int ExitDays { get; init; } = 30;

    /// <summary>Early ends below which nothing is said of when they fall.</summary>
    public int LeastExits { get; init; } = 5;

    /// <summary>How much of what lies above the expected share the lower end of the interval must reach to be red.</summary>
    public decimal ExitRedPart { get; init; } = 0.5m;

    /// <summary>Workers from whom the employer's side collected one constant sum, from which on it is taken for a price a head.</summary>
    public int ConstantSumWorkers { get; init; } = 5;

    /// <summary>The multiple of a legal cap from which charges above it are red; where the law allows nothing they are red at once.</summary>
    public decimal CapRedMultiple { get; init; } = 2m;

    /// <summary>Pay periods from the first in which equal round cuts are looked for.</summary>
    public int RecoveryFirstPeriods { get; init; } = 6;

    /// <summary>Equal round cuts in a row that are taken to recover a fee, whatever they are called.</summary>
    public int RecoveryEqualCuts { get; init; } = 3;

    /// <summary>The share of a pay period's gross wage from which cuts that recover a fee are red: the ceiling of all deductions in several laws.</summary>
    public decimal RecoveryRedShare { get; init; } = 0.5m;

    /// <summary>Days within which a fee that was charged is to be repaid.</summary>
    public int RepayWithinDays { get; init; } = 90;

    /// <summary>The part of a declared wage above which what did not reach the worker counts; below it lie rounding and rates of exchange.</summary>
    public decimal WageShortAbove { get; init; } = 0.01m;

    /// <summary>The part of a declared or promised wage from which a wage below it is red; no instrument sets one.</summary>
    public decimal WageShortRed { get; init; } = 0.25m;

    /// <summary>How many times the receipt a payment is from which on it is red; no instrument sets a number.</summary>
    public decimal ReceiptRedTimes { get; init; } = 2m;

    /// <summary>Days after which a fact that is recorded is late.</summary>
    public int LateAfterDays { get; init; } = 30;

    /// <summary>Late facts of one party recorded in one day that are a bulk.</summary>
    public int LateBulk { get; init; } = 5;

    /// <summary>Late facts in bulk from which on they are red.</summary>
    public int LateRedFacts { get; init; } = 20;

    /// <summary>Months before an audit that it looked back on, where no earlier audit of the site is known.</summary>
    public int LookBackMonths { get; init; } = 12;

    /// <summary>Days after a complaint within which what is done to the worker may answer it.</summary>
    public int ReprisalDays { get; init; } = 60;

    /// <summary>Days after a complaint within which it is red, whatever it is.</summary>
    public int ReprisalRedDays { get; init; } = 14;

    /// <summary>The thresholds of one indicator by name, as findings keep them; empty for one that has none.</summary>
    public SortedDictionary<string, decimal> Of(string indicator) => indicator switch
    {
        WorkerPaidFee.Code => Named(("redAboveMonths", FeeRedAboveMonths)),
        DebtOutgrowsWages.Code => Named(("rise", DebtRise), ("clears", DebtClears), ("wagePeriods", WagePeriods)),
        DebtNegativeAmortisation.Code => Named(("redPeriods", NegativeAmortisationRedPeriods), ("clearsAfter", Hysteresis.InARow)),
        DebtRateOverLaw.Code => Named(("redTimes", RateRedTimes)),
        DebtServiceRatio.Code => Named(
            ("amberAbove", ServiceAmberAbove), ("saidAbove", ServiceSaidAbove), ("redAbove", ServiceRedAbove), ("wagePeriods", WagePeriods), ("inARow", Hysteresis.InARow)),
        DebtBeyondContract.Code => Named(("wagePeriods", WagePeriods), ("inARow", Hysteresis.InARow)),
        DebtValueNotApplied.Code => Named(("redAboveMonths", WithheldRedAboveMonths)),
        DebtUndefinedTerms.Code => Named(("redWays", UndefinedTermsRed), ("exitDays", BoundaryDays)),
        DebtCarriedOver.Code => Named(("boundaryDays", BoundaryDays)),
        ExitAfterRecovery.Code => Named(
            ("days", ExitDays), ("leastPlacements", LeastPlacements), ("leastEnds", LeastExits), ("termMonths", TermMonths), ("refundDays", RepayWithinDays),
            ("falseDiscoveryRate", FalseDiscoveryRate), ("redPart", ExitRedPart)),
        Kickback.Code => Named(("constantSumWorkers", ConstantSumWorkers)),
        PairTurnover.Code => Named(
            ("months", TurnoverMonths), ("replacementDays", ReplacementDays), ("leastPlacements", LeastPlacements), ("termMonths", TermMonths),
            ("falseDiscoveryRate", FalseDiscoveryRate), ("redRatio", TurnoverRedRatio)),
        RepeatFee.Code => Named(("months", RepeatFeeMonths), ("redMonths", RepeatFeeRedMonths), ("boundaryDays", BoundaryDays)),
        FeeOverLegalCap.Code => Named(("redMultiple", CapRedMultiple)),
        FeeRecoveredFromWages.Code => Named(("firstPeriods", RecoveryFirstPeriods), ("equalCuts", RecoveryEqualCuts), ("redShare", RecoveryRedShare)),
        FeeUnrepaid.Code => Named(("days", RepayWithinDays)),
        BackdatedBeforeAudit.Code => Named(("lateAfterDays", LateAfterDays), ("bulk", LateBulk), ("redFacts", LateRedFacts)),
        CleanAuditContradicted.Code => Named(
            ("lookBackMonths", LookBackMonths), ("shortAbove", WageShortAbove), ("firstPeriods", RecoveryFirstPeriods), ("equalCuts", RecoveryEqualCuts)),
        ContractSubstitution.Code => Named(("redPart", WageShortRed)),
        ReceiptMismatch.Code => Named(("redTimes", ReceiptRedTimes)),
        WageMismatch.Code => Named(("shortAbove", WageShortAbove), ("redPart", WageShortRed)),
        ReprisalAfterComplaint.Code => Named(("days", ReprisalDays), ("redDays", ReprisalRedDays)),
        _ => Named(),
    };

    private static SortedDictionary<string, decimal> Named(params ReadOnlySpan<(string Name, decimal Value)> values)
    {
        var named = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            named.Add(name, value);
        }

        return named;
    }
}
