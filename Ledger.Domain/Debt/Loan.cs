using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Rates;
using Ledger.Domain.Record;
using Ledger.Domain.SameMoney;
using NodaTime;

namespace Ledger.Domain.Debt;

/// <summary>Which end of a reading a figure is for.</summary>
public enum Side
{
    /// <summary>The least that is proved: documented principal and charges, every credible repayment.</summary>
    Documented,
    /// <summary>The most that is credibly claimed: claimed principal and charges, documented repayments.</summary>
    Claimed,
}

/// <summary>Interest terms from a day on.</summary>
/// <param name="From">The first day.</param>
/// <param name="Rate">The rate.</param>
public sealed record Terms(LocalDate From, InterestRate Rate);

/// <summary>What all parties say of one loan of a worker, sorted for reckoning.</summary>
public sealed class Loan
{
    private static readonly FlowKind[] Kinds = Enum.GetValues<FlowKind>();

    private readonly List<Account>?[] _accounts = new List<Account>?[Kinds.Length];
    private readonly Fact[] _told;
    private readonly Fact[] _agreements;
    private readonly Read _documented = new();
    private readonly Read _claimed = new();
    private int? _from;
    private int _until = int.MaxValue;

    private Loan(string id, Fact[] told, Conversion conversion)
    {
        (Id, _told, _agreements) = (id, told, Array.FindAll(told, fact => fact is LoanDisbursed or LoanTermsChanged));
        var disbursements = told.OfType<LoanDisbursed>().ToList();
        Lenders = disbursements.Select(disbursed => disbursed.Lender).ToHashSet(StringComparer.Ordinal);
        Creditor = PlacementRecord.BestBacked(disbursements)!.Lender;
        Currency = disbursements[0].Principal.Currency;
        IsForRecruitment = disbursements.Exists(disbursed => disbursed.Purpose == LoanPurpose.Recruitment);
        foreach (var flow in Flows.Of(told))
        {
            if (Converted(flow, conversion) is { } account)
            {
                (_accounts[(int)flow.Kind] ??= []).Add(account);
            }
        }
    }

    /// <summary>The loan's id, scoped to its worker.</summary>
    public string Id { get; }

    /// <summary>Everyone who is said to have lent it.</summary>
    public IReadOnlySet<string> Lenders { get; }

    /// <summary>To whom it is owed: the lender of the best backed account.</summary>
    public string Creditor { get; }

    /// <summary>The currency it is reckoned in: that of its first disbursement.</summary>
    public Currency Currency { get; }

    /// <summary>Whether any credible account says it was taken to pay for recruitment.</summary>
    public bool IsForRecruitment { get; }

    /// <summary>Whether anyone credible gave an interest rate; without one no interest is reckoned.</summary>
    public bool HasTerms => TermsOn(Side.Claimed).Count > 0;

    /// <summary>The credible facts that tell of it; a contradicted one moves nothing.</summary>
    public IReadOnlyList<Fact> Facts => _told;

    /// <summary>A worker's recruitment loans, in order of their ids.</summary>
    /// <param name="history">The record.</param>
    /// <param name="conversion">Brings flows in other currencies into the loan's own.</param>
    public static IReadOnlyList<Loan> ForRecruitment(WorkerHistory history, Conversion conversion) =>
    [
        .. history.Facts.Where(fact => fact.Grade != Grade.X && LoanOf(fact) is not null)
            .GroupBy(fact => LoanOf(fact)!, StringComparer.Ordinal)
            .Where(loan => loan.OfType<LoanDisbursed>().Any())
            .Select(loan => new Loan(loan.Key, loan.ToArray(), conversion))
            .Where(loan => loan.IsForRecruitment)
            .OrderBy(loan => loan.Id, StringComparer.Ordinal),
    ];

    /// <summary>The steps of one kind of flow on one side.</summary>
    public IReadOnlyList<Step> Steps(FlowKind kind, Side side) => StepsOf(kind, side);

    private Step[] StepsOf(FlowKind kind, Side side) => On(side).Steps[(int)kind] ??= Stepped(kind, side);

    private Step[] Stepped(FlowKind kind, Side side)
    {
        // What lowers the debt is read from the other end: the least debt takes every credible repayment.
        var documentedOnly = side == Side.Documented ^ kind is FlowKind.Repaid or FlowKind.Forgiven;
        return _accounts[(int)kind] is { } accounts ? Course.Of(accounts.Where(account => !documentedOnly || account.Documented)) : [];
    }

    /// <summary>The interest terms of one side, in order of date: one party's terms throughout.</summary>
    public IReadOnlyList<Terms> TermsOn(Side side) =>
        On(side).Terms ??= Speaker(side, fact => RateOf(fact) is not null).Select(fact => new Terms(fact.EffectiveOn, RateOf(fact)!)).ToArray();

    /// <summary>The facts of one party that say something of the terms, in order of date: one party's word throughout, never a mix.</summary>
    internal IReadOnlyList<Fact> Speaker(Side side, Func<Fact, bool> says)
    {
        var stated = Array.FindAll(_agreements, fact => says(fact) && (side == Side.Claimed || fact.Grade <= Grade.C || Lenders.Contains(fact.AssertedBy)));
        if (stated.Length < 2)
        {
            return stated;
        }

        var speaker = stated.OrderBy(fact => side == Side.Claimed && fact.AssertedBy == fact.Worker ? 0 : 1)
            .ThenBy(fact => fact.Grade).ThenBy(fact => fact.AssertedBy, StringComparer.Ordinal)
            .FirstOrDefault()?.AssertedBy;
        return Array.FindAll(stated, fact => fact.AssertedBy == speaker);
    }

    /// <summary>Whether nothing is owed of it on a day, whichever side is asked, nor moves then: on most days that holds for most of a worker's loans.</summary>
    internal bool IsAtRestOn(LocalDate day)
    {
        var number = Dated.Number(day);
        if (number < (_from ??= Math.Min(CourseOn(Side.Claimed).First, CourseOn(Side.Documented).First)))
        {
            return true;
        }

        if (number >= _until)
        {
            return true;
        }

        var (claimed, documented) = (CourseOn(Side.Claimed), CourseOn(Side.Documented));
        if (!claimed.IsAtRest(day, day) || !documented.IsAtRest(day, day))
        {
            return false;
        }

        // One side may rest before the other has begun; they stay at rest once nothing is to come on either.
        _until = number >= Math.Max(claimed.Last, documented.Last) ? number : _until;
        return true;
    }

    /// <summary>The loan walked through on one side.</summary>
    public LoanCourse CourseOn(Side side) => On(side).Course ??= Walked(side);

    private LoanCourse Walked(Side side)
    {
        List<Movement> movements = new(Kinds.Sum(kind => StepsOf(kind, side).Length));
        foreach (var kind in Kinds)
        {
            foreach (var step in StepsOf(kind, side))
            {
                movements.Add(new Movement(step.On, kind, step.Amount));
            }
        }

        return new LoanCourse(movements, TermsOn(side), OrdersOn(side), LentOn(side));
    }

    /// <summary>The payments that the terms of one side state; null where they state none.</summary>
    public StatedSchedule? ScheduleOn(Side side)
    {
        var read = On(side);
        if (!read.Schedule.IsKnown)
        {
            read.Schedule = (StatedSchedule.Of(this, side), true);
        }

        return read.Schedule.Schedule;
    }

    /// <summary>The day of the first disbursement on a side; where this side has none, on the claimed side; null where there is none at all.</summary>
    public LocalDate? LentOn(Side side) =>
        Steps(FlowKind.Disbursed, side) is [var first, ..] ? first.On : side == Side.Documented ? LentOn(Side.Claimed) : null;

    /// <summary>
    /// What was taken from the worker to serve the loan, in order of date: cuts from wages, and what she paid herself. What others
    /// paid for her is not among it. Documented side: documented accounts; claimed side: every credible one.
    /// </summary>
    public ReadOnlySpan<Step> Served(Side side) => On(side).Served ??= Repaid(side, IsServedByWorker);

    /// <summary>What was credited out of wages, or by anyone but the worker, in order of date; the ends as in <see cref="Served"/>.</summary>
    public IReadOnlyList<Step> CreditedForWork(Side side) => Repaid(side, IsForWork);

    private Step[] Repaid(Side side, Func<Fact, bool> counts) => _accounts[(int)FlowKind.Repaid] is { } accounts
        ? Course.Of(accounts.Where(account => (side == Side.Claimed || account.Documented) && counts(account.Fact)))
        : [];

    private static bool IsForWork(Fact fact) => fact is not LoanRepaid repaid || repaid.Via == RepaymentRoute.Deduction || repaid.By != repaid.Worker;

    private static bool IsServedByWorker(Fact fact) => fact switch
    {
        LoanRepaid repaid => repaid.Via == RepaymentRoute.Deduction || repaid.By == repaid.Worker,
        _ => true,
    };

    internal IReadOnlyList<PaymentOrder> OrdersOn(Side side) =>
        Speaker(side, fact => OrderOf(fact) is not null).Select(fact => new PaymentOrder(fact.EffectiveOn, PaymentOrder.Of(OrderOf(fact)!))).ToArray();

    private static FactList<LoanPart>? OrderOf(Fact fact) => fact switch
    {
        LoanDisbursed disbursed => disbursed.AppliedTo,
        LoanTermsChanged changed => changed.AppliedTo,
        _ => null,
    };

    private static InterestRate? RateOf(Fact fact) => fact switch
    {
        LoanDisbursed disbursed => disbursed.Rate,
        LoanTermsChanged changed => changed.Rate,
        _ => null,
    };

    internal static string? LoanOf(Fact fact) => fact switch
    {
        LoanDisbursed disbursed => disbursed.Loan,
        LoanCharged charged => charged.Loan,
        LoanRepaid repaid => repaid.Loan,
        LoanTermsChanged changed => changed.Loan,
        LoanForgiven forgiven => forgiven.Loan,
        DeductionTaken deduction => deduction.Loan,
        _ => null,
    };

    private Account? Converted(Flow flow, Conversion conversion) =>
        conversion.To(Currency, flow.Money, flow.Fact.EffectiveOn) is { } amount ? Account.Of(flow.Fact, amount, Lenders) : null;

    private Read On(Side side) => side == Side.Claimed ? _claimed : _documented;

    /// <summary>What one side's reading of the loan comes to, each part reckoned when it is first asked for.</summary>
    private sealed class Read
    {
        public Step[]?[] Steps { get; } = new Step[]?[Kinds.Length];

        public Terms[]? Terms { get; set; }

        public Step[]? Served { get; set; }

        public LoanCourse? Course { get; set; }

        public (StatedSchedule? Schedule, bool IsKnown) Schedule { get; set; }
    }
}
