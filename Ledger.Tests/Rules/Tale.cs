using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Fees;
using Ledger.Domain.Indicators;
using Ledger.Domain.Parties;
using Ledger.Domain.Rates;
using Ledger.Domain.Record;
using Ledger.Domain.Rules;
using NodaTime;

namespace Ledger.Tests.Rules;

/// <summary>A worker's story for tests of the law: told fact by fact, then judged.</summary>
internal sealed class Tale
{
    private readonly List<Fact> _facts = [];
    private int _count;

    public Tale(string origin, string destination, string occupation = "welder", Sex? sex = null, string? scheme = null, string? sector = null, string? start = null)
    {
        Add(new WorkerRegistered { Id = Id(), EffectiveOn = Day(start ?? "2010-01-01"), AssertedBy = "w", AssertedAs = Speaker.Worker, Worker = "w", Origin = origin, Sex = sex });
        Add(new PlacementStarted
        {
            Id = Id(), EffectiveOn = Day(start ?? "2010-01-01"), AssertedBy = "w", AssertedAs = Speaker.Worker, Worker = "w", Placement = "p",
            Employer = "employer", Recruiter = "agency", Chain = new FactList<string>(["broker"]), Destination = destination, Occupation = occupation, Scheme = scheme, Sector = sector,
        });
        Party("agency", PartyRole.Recruiter, origin);
        Party("foreign-agency", PartyRole.Recruiter, destination);
        Party("employer", PartyRole.Employer, destination);
    }

    public IReadOnlyList<Fact> Facts => _facts;

    public LocalDate AsOf { get; set; } = new(2030, 1, 1);

    public RulePack Pack { get; set; } = RulePack.Current;

    public static LocalDate Day(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;

    public Tale Party(string party, PartyRole role, string country) => Add(new PartyRegistered
    {
        Id = Id(), EffectiveOn = new(2000, 1, 1), AssertedBy = "compiler", AssertedAs = Speaker.CivilSociety, Party = party, Role = role, Country = country,
    });

    public Tale Link(string from, string to, LinkKind kind) => Add(new PartiesLinked
    {
        Id = Id(), EffectiveOn = new(2000, 1, 1), AssertedBy = "compiler", AssertedAs = Speaker.CivilSociety, From = from, To = to, Kind = kind,
    });

    public Tale Fee(
        string on, decimal amount, string currency, string collector = "agency", PartyRole role = PartyRole.Recruiter, FeeClass what = FeeClass.Service,
        FeeForm form = FeeForm.Cash, string by = "w", Grade? grade = null, string? loan = null) => Add(new FeeCharged
        {
            Id = Id(), EffectiveOn = Day(on), AssertedBy = by, AssertedAs = by == "w" ? Speaker.Worker : by == "auditor" ? Speaker.Auditor : Speaker.Recruiter, Worker = "w", Placement = "p",
            Amount = Money.Of(amount, currency), Class = what, Collector = collector, CollectorRole = role, BorneBy = Payer.Worker, Form = form, Loan = loan,
            Evidence = grade is { } graded ? new Evidence(graded) : null,
        });

    public Tale Contract(string from, string? to, decimal wage, string currency) => Add(new ContractRecorded
    {
        Id = Id(), EffectiveOn = Day(from), AssertedBy = "w", AssertedAs = Speaker.Worker, Worker = "w", Placement = "p", Version = 1, Kind = ContractKind.Promised,
        From = Day(from), To = to is null ? null : Day(to), MonthlyWage = Money.Of(wage, currency),
    });

    public Tale Arrived(string on) => Add(new Arrived { Id = Id(), EffectiveOn = Day(on), AssertedBy = "w", AssertedAs = Speaker.Worker, Worker = "w", Placement = "p" });

    public Tale Ended(string on, EndInitiator initiator) => Add(new PlacementEnded
    {
        Id = Id(), EffectiveOn = Day(on), AssertedBy = "w", AssertedAs = Speaker.Worker, Worker = "w", Placement = "p", Reason = "dismissed", Initiator = initiator,
    });

    public Tale Wage(string from, string to, decimal gross, decimal net, string currency) => Add(new WagePaid
    {
        Id = Id(), EffectiveOn = Day(to), AssertedBy = "w", AssertedAs = Speaker.Worker, Worker = "w", Placement = "p", Period = new PayPeriod(Day(from), Day(to)),
        Gross = Money.Of(gross, currency), Net = Money.Of(net, currency), Method = WageMethod.Bank,
    });

    public Tale Cut(string from, string to, decimal amount, string currency, DeductionReason reason, string? payee = null, string? loan = null) => Add(new DeductionTaken
    {
        Id = Id(), EffectiveOn = Day(to), AssertedBy = "w", AssertedAs = Speaker.Worker, Worker = "w", Placement = "p", Period = new PayPeriod(Day(from), Day(to)),
        Amount = Money.Of(amount, currency), Reason = reason, Payee = payee, Loan = loan,
    });

    public Tale Repaid(string on, decimal amount, string currency) => Add(new Reimbursed
    {
        Id = Id(), EffectiveOn = Day(on), AssertedBy = "w", AssertedAs = Speaker.Worker, Worker = "w", Placement = "p", Amount = Money.Of(amount, currency), By = "employer",
        For = ReimbursementGround.Under("repayment"),
    });

    public Tale Rate(string on, string from, string to, decimal rate) => Add(new ExchangeRateRecorded
    {
        Id = Id(), EffectiveOn = Day(on), AssertedBy = "compiler", AssertedAs = Speaker.CivilSociety, Base = Currency.Of(from), Quote = Currency.Of(to), Rate = rate, Source = "test",
    });

    public Tale Add(Fact fact)
    {
        _facts.Add(fact);
        return this;
    }

    /// <summary>Tells other facts in place of those told so far.</summary>
    public void Replace(IEnumerable<Fact> facts)
    {
        List<Fact> others = [.. facts];
        _facts.Clear();
        _facts.AddRange(others);
    }

    /// <summary>Everything an indicator reads, from facts in any order.</summary>
    public static Evaluation Evaluate(IReadOnlyList<Fact> facts, LocalDate asOf, RulePack pack)
    {
        var worker = facts.OfType<WorkerFact>().First().Worker!;
        var record = facts.Where(fact => fact.Worker == worker).Select(fact => new RecordedFact(fact, Instant.FromUtc(2030, 1, 1, 0, 0)));
        return new Evaluation(
            WorkerHistory.Of(worker, record, asOf, Instant.MaxValue), new ExchangeRates(facts.OfType<ExchangeRateRecorded>()), new PartyLinks(facts.OfType<PartiesLinked>()), pack, Thresholds.Default)
        {
            Parties = new PartyRegister(facts.OfType<PartyRegistered>()),
        };
    }

    public Evaluation Evaluate() => Evaluate(_facts, AsOf, Pack);

    public FeeLaw Law()
    {
        var evaluation = Evaluate();
        return FeeLaw.Of(evaluation.History, evaluation.Rates, evaluation.Parties, evaluation.Links, Pack, PlacementFees.In(evaluation.History, evaluation.Rates)[0]);
    }

    public Finding Finding(string indicator) => Evaluate().Findings().Single(finding => finding.Indicator == indicator && finding.Placement is "p" or null);

    /// <summary>What one rule says of the placement as a whole.</summary>
    public FeeCount Count(string rule) => Law().Law().Concat(Law().Standards()).Single(count => count.Rule.Id == rule);

    /// <summary>What one rule says of the last charge told.</summary>
    public RuleSays Says(string rule) => Law().Charges()[^1].Rules.Single(said => said.Rule == rule).Says;

    private string Id() => "f" + (++_count).ToString("D4", System.Globalization.CultureInfo.InvariantCulture);
}
