using System.Globalization;
using System.Text.Json.Nodes;
using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Domain.Parties;
using Ledger.Domain.Rates;
using Ledger.Domain.Record;
using Ledger.Domain.Rules;
using NodaTime;

namespace Ledger.Benchmarks.WorkerSpeed;

/// <summary>An invented worker of whom very much is told: the same facts each time, and any number of them.</summary>
/// <remarks>
/// She goes from Nepal to Qatar placement after placement of two years, borrows for each in rupees, is paid in riyal, and employer, bank,
/// lender and she tell of the same money. Some of it is corrected and some withdrawn. About nine facts a month make 1,000 facts of nine years.
/// </remarks>
internal static class LongRecord
{
    private const string Worker = "w-1";
    private const string Employer = "employer-1";
    private const string Moneylender = "lender-1";
    private const int MonthsEach = 24;

    private static readonly LocalDate FirstDay = new(2010, 1, 1);

    /// <summary>The first facts of her record, in the order in which the ledger was told.</summary>
    public static IReadOnlyList<RecordedFact> Of(int facts)
    {
        var told = Enumerable.Range(0, int.MaxValue).SelectMany(Placement).Prepend(new WorkerRegistered
        {
            Id = "registered", EffectiveOn = FirstDay, AssertedBy = Worker, AssertedAs = Speaker.Worker, Worker = Worker, Origin = "NP", Sex = Sex.Female,
        });
        return [.. told.Take(facts).Select((fact, index) => new RecordedFact(fact, Instant.FromUtc(2090, 1, 1, 0, 0).Plus(Duration.FromMinutes(index))))];
    }

    /// <summary>All that indicators read of her on the day after the last fact.</summary>
    public static Evaluation Evaluation(IReadOnlyList<RecordedFact> record, ExchangeRates rates) =>
        new(WorkerHistory.Of(Worker, record, record.Max(recorded => recorded.Fact.EffectiveOn).PlusDays(1), record[^1].RecordedAt), rates, PartyLinks.None, RulePack.Current, Thresholds.Default);

    /// <summary>A rate of rupees and of riyal to the dollar for each month of so many years.</summary>
    public static ExchangeRates Rates(int years = 80) => new(Enumerable.Range(0, 12 * years).SelectMany(month => new[]
    {
        Rate("NPR", month, 75m + (month % 60)),
        Rate("QAR", month, 3.64m),
    }));

    private static IEnumerable<Fact> Placement(int index)
    {
        var from = FirstDay.PlusMonths(index * MonthsEach);
        var dossier = new Dossier(Number("p", index), Number("recruiter", index % 3), from);
        return dossier.Opening()
            .Concat(Enumerable.Range(0, MonthsEach - 1).SelectMany(month => dossier.Month(from.PlusMonths(month), month)))
            .Concat(dossier.Closing(from.PlusMonths(MonthsEach - 1)));
    }

    private static ExchangeRateRecorded Rate(string quote, int month, decimal rate) => new()
    {
        Id = Number($"rate-{quote}", month), EffectiveOn = FirstDay.PlusMonths(month), AssertedBy = "central-bank", AssertedAs = Speaker.Authority,
        Base = Currency.Of("USD"), Quote = Currency.Of(quote), Rate = rate, Source = "invented",
    };

    private static string Number(string prefix, int index) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{index + 1}");

    /// <summary>What is told of one placement.</summary>
    private sealed class Dossier(string placement, string recruiter, LocalDate from)
    {
        private static readonly Evidence Chat = new(Grade.C), Payslip = new(Grade.B), Bank = new(Grade.A);

        private readonly string _deed = $"{placement}-deed", _onAccount = $"{placement}-on-account";

        public IEnumerable<Fact> Opening()
        {
            yield return Told(Speaker.Worker, new PlacementStarted { Id = "start", EffectiveOn = from, AssertedBy = "", AssertedAs = default, Employer = Employer, Recruiter = recruiter, Chain = new(["agent-1"]), Destination = "QA", Occupation = "cleaner" });
            yield return Told(Speaker.Worker, Contract("promised", ContractKind.Promised, 1_800));
            yield return Told(Speaker.Employer, Contract("signed", ContractKind.Signed, 1_500), Payslip);
            yield return Told(Speaker.Worker, Fee("service", FeeClass.Service, 105_000, FeeForm.Cash));
            yield return Told(Speaker.Recruiter, Fee("receipt", FeeClass.Service, 10_000, FeeForm.Cash), Payslip);
            yield return Told(Speaker.Worker, Fee("medical", FeeClass.Access, 8_000, FeeForm.Bank), Chat);
            yield return Told(Speaker.Worker, Fee("later", FeeClass.Transport, 20_000, FeeForm.Deduction) with { Loan = _onAccount });
            yield return Told(Speaker.Worker, Lent(_deed, Moneylender, 110_000, new InterestRate(0.36m, RatePeriod.Year, InterestMethod.Simple), null), Chat);
            yield return Told(Speaker.Lender, Lent(_deed, Moneylender, 110_000, new InterestRate(0.24m, RatePeriod.Year, InterestMethod.Simple), 24));
            yield return Told(Speaker.Worker, Lent(_onAccount, recruiter, 20_000, new InterestRate(0.02m, RatePeriod.Month, InterestMethod.Compound), 12));
            yield return Told(Speaker.Worker, new Arrived { Id = "arrived", EffectiveOn = from.PlusDays(20), AssertedBy = "", AssertedAs = default });
        }

        public IEnumerable<Fact> Month(LocalDate first, int month)
        {
            var (period, payDay) = (new PayPeriod(first, first.With(DateAdjusters.EndOfMonth)), first.With(DateAdjusters.EndOfMonth).PlusDays(3));
            var id = Number("m", month);
            yield return Told(Speaker.Employer, Wage($"{id}/wage", payDay, period, 1_500, 1_150), Bank);
            yield return Told(Speaker.Worker, Wage($"{id}/own-wage", payDay.PlusDays(month % 4), period, 1_500, month % 7 == 6 ? 900 : 1_100));
            yield return Told(Speaker.Employer, Cut($"{id}/lodging", payDay, period, 200, DeductionReason.Lodging, null), Payslip);
            yield return Told(Speaker.Employer, Cut($"{id}/cut", payDay, period, 150, DeductionReason.Loan, _onAccount), Payslip);
            yield return Told(Speaker.Worker, Cut($"{id}/own-cut", payDay, period, 150 + (month % 5 * 10), DeductionReason.Loan, _onAccount));
            yield return Told(Speaker.Worker, Repaid($"{id}/repaid", payDay.PlusDays(5), 6_000 + (month % 3 * 500), _deed), month % 2 == 0 ? Chat : null);
            yield return Told(Speaker.Lender, Repaid($"{id}/received", payDay.PlusDays(6), 5_500, _deed));
            foreach (var fact in Seldom(id, payDay, period, month))
            {
                yield return fact;
            }
        }

        public IEnumerable<Fact> Closing(LocalDate on)
        {
            yield return Told(Speaker.Employer, Back("refund", on, 4_000), Bank);
            yield return Told(Speaker.Lender, new LoanForgiven { Id = "forgiven", EffectiveOn = on, AssertedBy = "", AssertedAs = default, Loan = _deed, Amount = Money.Of(2_000, "NPR") });
            yield return Told(Speaker.Worker, new PlacementEnded { Id = "end", EffectiveOn = on, AssertedBy = "", AssertedAs = default, Reason = "contract ended", Initiator = EndInitiator.Employer });
        }

        /// <summary>What happens in some months only.</summary>
        private IEnumerable<Fact> Seldom(string id, LocalDate on, PayPeriod period, int month)
        {
            switch (month % 6)
            {
                case 0:
                    yield return Told(Speaker.Worker, Fee($"{id}/renewal", FeeClass.Renewal, 2_500, FeeForm.Cash) with { EffectiveOn = on });
                    yield return Told(Speaker.Worker, Cut($"{id}/recovery", on, period, 100, DeductionReason.FeeRecovery, null));
                    break;
                case 1:
                    yield return Told(Speaker.Worker, Back($"{id}/own-refund", on, 1_000));
                    yield return Mended(new FactCorrected { Id = $"{id}/correction", EffectiveOn = on, AssertedBy = "", AssertedAs = default, Corrects = Named($"{id}/own-wage"), With = new(new JsonObject { ["net"] = new JsonObject { ["amount"] = "1050.00", ["currency"] = "QAR" } }) });
                    break;
                case 2:
                    yield return Told(Speaker.Lender, Charged($"{id}/penalty", on, 700, LoanChargeKind.Penalty));
                    yield return Told(Speaker.Worker, new ComplaintFiled { Id = $"{id}/complaint", EffectiveOn = on, AssertedBy = "", AssertedAs = default, About = "wages", Channel = "hotline" });
                    break;
                case 3:
                    yield return Told(Speaker.Lender, Charged($"{id}/interest", on, 9_000, LoanChargeKind.Interest));
                    break;
                case 4:
                    yield return Told(Speaker.Employer, Cut($"{id}/doubled", on, period, 200, DeductionReason.Lodging, null));
                    yield return Mended(new FactWithdrawn { Id = $"{id}/withdrawal", EffectiveOn = on, AssertedBy = Employer, AssertedAs = Speaker.Employer, Withdraws = Named($"{id}/doubled"), Reason = "told twice" });
                    break;
                default:
                    yield return Told(Speaker.Worker, Cut($"{id}/savings", on, period, 50, DeductionReason.Savings, null));
                    break;
            }
        }

        private Fact Told(Speaker speaker, Fact fact, Evidence? evidence = null) => fact with
        {
            Id = Named(fact.Id), Worker = Worker, Placement = placement, AssertedAs = speaker, Evidence = evidence,
            AssertedBy = speaker switch { Speaker.Worker => Worker, Speaker.Employer => Employer, Speaker.Lender => Moneylender, _ => recruiter },
        };

        private Fact Mended(MendingFact fact) => fact with
        {
            Id = Named(fact.Id), Worker = Worker,
            AssertedBy = fact.AssertedBy.Length > 0 ? fact.AssertedBy : Worker, AssertedAs = fact.AssertedBy.Length > 0 ? fact.AssertedAs : Speaker.Worker,
        };

        private string Named(string id) => $"{placement}/{id}";

        private ContractRecorded Contract(string id, ContractKind kind, decimal wage) => new()
        {
            Id = id, EffectiveOn = from, AssertedBy = "", AssertedAs = default, Version = kind == ContractKind.Promised ? 1 : 2, Kind = kind,
            From = from, To = from.PlusMonths(MonthsEach), MonthlyWage = Money.Of(wage, "QAR"),
        };

        private FeeCharged Fee(string id, FeeClass kind, decimal amount, FeeForm form) => new()
        {
            Id = id, EffectiveOn = from, AssertedBy = "", AssertedAs = default, Amount = Money.Of(amount, "NPR"), Class = kind,
            Collector = recruiter, CollectorRole = PartyRole.Recruiter, BorneBy = Payer.Worker, Form = form,
        };

        private LoanDisbursed Lent(string loan, string lender, decimal principal, InterestRate rate, int? months) => new()
        {
            Id = $"{loan}/{lender}/{rate.Value.ToString(CultureInfo.InvariantCulture)}", EffectiveOn = from, AssertedBy = "", AssertedAs = default, Loan = loan, Lender = lender,
            Principal = Money.Of(principal, "NPR"), Rate = rate, TermMonths = months, Purpose = LoanPurpose.Recruitment,
        };

        private static LoanRepaid Repaid(string id, LocalDate on, decimal amount, string loan) => new()
        {
            Id = id, EffectiveOn = on, AssertedBy = "", AssertedAs = default, Loan = loan, Amount = Money.Of(amount, "NPR"), By = Worker, Via = RepaymentRoute.Bank,
        };

        private LoanCharged Charged(string id, LocalDate on, decimal amount, LoanChargeKind kind) => new()
        {
            Id = id, EffectiveOn = on, AssertedBy = "", AssertedAs = default, Loan = _deed, Amount = Money.Of(amount, "NPR"), Kind = kind,
        };

        private static WagePaid Wage(string id, LocalDate on, PayPeriod period, decimal gross, decimal net) => new()
        {
            Id = id, EffectiveOn = on, AssertedBy = "", AssertedAs = default, Period = period, Gross = Money.Of(gross, "QAR"), Net = Money.Of(net, "QAR"), Method = WageMethod.Bank,
        };

        private static DeductionTaken Cut(string id, LocalDate on, PayPeriod period, decimal amount, DeductionReason reason, string? loan) => new()
        {
            Id = id, EffectiveOn = on, AssertedBy = "", AssertedAs = default, Period = period, Amount = Money.Of(amount, "QAR"), Reason = reason, Loan = loan,
        };

        private Reimbursed Back(string id, LocalDate on, decimal amount) => new()
        {
            Id = id, EffectiveOn = on, AssertedBy = "", AssertedAs = default, Amount = Money.Of(amount, "NPR"), By = recruiter, For = ReimbursementGround.Of([Named("service")]),
        };
    }
}
