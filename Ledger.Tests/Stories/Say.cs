using System.Globalization;
using System.Text.Json.Nodes;
using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using NodaTime;
using NodaTime.Text;

namespace Ledger.Tests.Stories;

/// <summary>Facts of one small world, as its worker tells them unless a test says otherwise; an empty id is numbered by <see cref="Story.Of"/>.</summary>
public static class Say
{
    public const string Worker = "w-1";
    public const string Employer = "employer-1";
    public const string Recruiter = "recruiter-1";
    public const string Agent = "agent-1";
    public const string Lender = "lender-1";
    public const string Authority = "authority-1";
    public const string Auditor = "auditor-1";

    public static LocalDate Day(string iso) => LocalDatePattern.Iso.Parse(iso).Value;

    public static WorkerRegistered Registered(string on = "2017-01-01") =>
        new() { Id = "", EffectiveOn = Day(on), AssertedBy = Worker, AssertedAs = Speaker.Worker, Worker = Worker, Origin = "NP" };

    public static PlacementStarted Started(string on, string placement = "p1", string recruiter = Recruiter) => new()
    {
        Id = "", EffectiveOn = Day(on), AssertedBy = Worker, AssertedAs = Speaker.Worker, Worker = Worker, Placement = placement,
        Employer = Employer, Recruiter = recruiter, Chain = new([Agent]), Destination = "QA", Occupation = "mason",
    };

    public static ContractRecorded Promised(decimal wage, string on, string placement = "p1", string currency = "NPR") => new()
    {
        Id = "", EffectiveOn = Day(on), AssertedBy = Worker, AssertedAs = Speaker.Worker, Worker = Worker, Placement = placement,
        Version = 1, Kind = ContractKind.Promised, From = Day(on), MonthlyWage = Money.Of(wage, currency),
    };

    public static Arrived Arrived(string on, string placement = "p1") =>
        new() { Id = "", EffectiveOn = Day(on), AssertedBy = Worker, AssertedAs = Speaker.Worker, Worker = Worker, Placement = placement };

    public static PlacementEnded Ended(string on, string placement = "p1", string reason = "dismissed") => new()
    {
        Id = "", EffectiveOn = Day(on), AssertedBy = Worker, AssertedAs = Speaker.Worker, Worker = Worker, Placement = placement,
        Reason = reason, Initiator = EndInitiator.Employer,
    };

    public static FeeCharged Fee(decimal amount, string on, string? placement = "p1", string currency = "NPR") => new()
    {
        Id = "", EffectiveOn = Day(on), AssertedBy = Worker, AssertedAs = Speaker.Worker, Worker = Worker, Placement = placement,
        Amount = Money.Of(amount, currency), Class = FeeClass.Service, Collector = Recruiter, CollectorRole = PartyRole.Recruiter,
        BorneBy = Payer.Worker, Form = FeeForm.Cash,
    };

    public static LoanDisbursed Lent(decimal principal, string on, InterestRate? rate = null, string loan = "l1", string currency = "NPR") => new()
    {
        Id = "", EffectiveOn = Day(on), AssertedBy = Worker, AssertedAs = Speaker.Worker, Worker = Worker,
        Loan = loan, Lender = Lender, Principal = Money.Of(principal, currency), Rate = rate, Purpose = LoanPurpose.Recruitment,
    };

    public static InterestRate Simple(decimal value, RatePeriod per = RatePeriod.Year) => new(value, per, InterestMethod.Simple);

    public static InterestRate Compound(decimal value, RatePeriod per = RatePeriod.Year, CompoundingPeriod? every = null) =>
        new(value, per, InterestMethod.Compound, every);

    public static LoanCharged Charged(decimal amount, string on, LoanChargeKind kind = LoanChargeKind.Penalty, string loan = "l1", string currency = "NPR") => new()
    {
        Id = "", EffectiveOn = Day(on), AssertedBy = Worker, AssertedAs = Speaker.Worker, Worker = Worker,
        Loan = loan, Amount = Money.Of(amount, currency), Kind = kind,
    };

    public static LoanRepaid Repaid(decimal amount, string on, string loan = "l1", string currency = "NPR") => new()
    {
        Id = "", EffectiveOn = Day(on), AssertedBy = Worker, AssertedAs = Speaker.Worker, Worker = Worker,
        Loan = loan, Amount = Money.Of(amount, currency), By = Worker, Via = RepaymentRoute.Cash,
    };

    /// <summary>The wage of one calendar month, paid on its last day.</summary>
    public static WagePaid Wage(decimal net, string month, string placement = "p1", string currency = "NPR")
    {
        var period = Month(month);
        return new()
        {
            Id = "", EffectiveOn = period.To, AssertedBy = Worker, AssertedAs = Speaker.Worker, Worker = Worker, Placement = placement,
            Period = period, Gross = Money.Of(net, currency), Net = Money.Of(net, currency), Method = WageMethod.Cash,
        };
    }

    public static DeductionTaken Cut(
        decimal amount, string month, DeductionReason reason = DeductionReason.FeeRecovery, string placement = "p1", string? loan = null, string currency = "NPR")
    {
        var period = Month(month);
        return new()
        {
            Id = "", EffectiveOn = period.To, AssertedBy = Worker, AssertedAs = Speaker.Worker, Worker = Worker, Placement = placement,
            Period = period, Amount = Money.Of(amount, currency), Reason = reason, Loan = loan,
        };
    }

    public static Reimbursed PaidBack(decimal amount, string on, string? placement = "p1", string currency = "NPR") => new()
    {
        Id = "", EffectiveOn = Day(on), AssertedBy = Worker, AssertedAs = Speaker.Worker, Worker = Worker, Placement = placement,
        Amount = Money.Of(amount, currency), By = Employer, For = ReimbursementGround.Under("remediation"),
    };

    public static FactWithdrawn Withdrawn(Fact fact, string on = "2023-01-01") => new()
    {
        Id = "", EffectiveOn = Day(on), AssertedBy = fact.AssertedBy, AssertedAs = fact.AssertedAs, Withdraws = fact.Id, Reason = "told in error",
    };

    public static FactCorrected Corrected(Fact fact, JsonObject with, string on = "2023-01-01") => new()
    {
        Id = "", EffectiveOn = Day(on), AssertedBy = fact.AssertedBy, AssertedAs = fact.AssertedAs, Corrects = fact.Id, With = new FactFields(with),
    };

    public static ExchangeRateRecorded Rate(string from, string to, decimal rate, string on) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"rate-{from}-{to}-{on}"), EffectiveOn = Day(on), AssertedBy = Authority, AssertedAs = Speaker.Authority,
        Base = Currency.Of(from), Quote = Currency.Of(to), Rate = rate, Source = "central bank",
    };

    public static PartiesLinked Linked(string from, string to, string on, LinkKind kind = LinkKind.Owns) => new()
    {
        Id = $"link-{from}-{to}", EffectiveOn = Day(on), AssertedBy = Authority, AssertedAs = Speaker.Authority, From = from, To = to, Kind = kind,
    };

    public static ComplaintFiled Complained(string on, string? placement = "p1") => new()
    {
        Id = "", EffectiveOn = Day(on), AssertedBy = Worker, AssertedAs = Speaker.Worker, Worker = Worker, Placement = placement, About = "unpaid wages", Channel = "hotline",
    };

    public static AuditAnnounced AuditAnnounced(string on, string site = Employer, bool announced = true) => new()
    {
        Id = $"announced-{site}-{on}", EffectiveOn = Day(on), AssertedBy = Auditor, AssertedAs = Speaker.Auditor, Site = site, Auditor = Auditor, Announced = announced,
    };

    public static AuditPerformed Audited(string on, AuditOutcome? outcome = AuditOutcome.Clean, string site = Employer, bool announced = true) => new()
    {
        Id = $"audit-{site}-{on}", EffectiveOn = Day(on), AssertedBy = Auditor, AssertedAs = Speaker.Auditor, Site = site, Auditor = Auditor, Announced = announced, Outcome = outcome,
    };

    public static CertificationGranted Certified(string party, string from, string? to = null, string scheme = "IRIS") => new()
    {
        Id = $"certified-{party}-{from}", EffectiveOn = Day(from), AssertedBy = "iris", AssertedAs = Speaker.Auditor, Party = party, Scheme = scheme, From = Day(from),
        To = to is null ? null : Day(to),
    };

    public static CertificationWithdrawn Uncertified(string party, string on, string scheme = "IRIS") => new()
    {
        Id = $"uncertified-{party}-{on}", EffectiveOn = Day(on), AssertedBy = "iris", AssertedAs = Speaker.Auditor, Party = party, Scheme = scheme,
    };

    public static PayPeriod Month(string month)
    {
        var first = YearMonthPattern.Iso.Parse(month).Value.OnDayOfMonth(1);
        return new(first, first.With(DateAdjusters.EndOfMonth));
    }

    /// <summary>The same fact with evidence of a grade.</summary>
    public static T Graded<T>(this T fact, Grade grade)
        where T : Fact => fact.Made(told => told with { Evidence = new Evidence(grade) });

    /// <summary>The same fact under an id that other facts can name.</summary>
    public static T Named<T>(this T fact, string id)
        where T : Fact => fact.Made(told => told with { Id = id });

    /// <summary>The same fact as another party tells it.</summary>
    public static T SaidBy<T>(this T fact, Speaker role)
        where T : Fact => fact.Made(told => told with { AssertedAs = role, AssertedBy = IdOf(role) });

    public static string IdOf(Speaker role) => role switch
    {
        Speaker.Worker => Worker,
        Speaker.Employer => Employer,
        Speaker.Recruiter => Recruiter,
        Speaker.SubAgent => Agent,
        Speaker.Lender => Lender,
        _ => Authority,
    };

    // `with` takes no type parameter, so the change is made on the base type, whose copy keeps the kind of the fact.
    private static T Made<T>(this T fact, Func<Fact, Fact> change)
        where T : Fact => (T)change(fact);
}
