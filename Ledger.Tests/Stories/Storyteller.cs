using System.Globalization;
using System.Text.Json.Nodes;
using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Record;
using NodaTime;

namespace Ledger.Tests.Stories;

/// <summary>Makes up a story from a seed: the worker is registered, recruited once to three times, and then things happen.</summary>
internal sealed class Storyteller(int seed)
{
    private static readonly Grade?[] Grades = [null, null, null, Grade.E, Grade.D, Grade.C, Grade.C, Grade.B, Grade.A, Grade.X];
    private static readonly Speaker[] Speakers = [Speaker.Worker, Speaker.Worker, Speaker.Worker, Speaker.Employer, Speaker.Recruiter, Speaker.SubAgent, Speaker.Lender];

    private readonly Random _random = new(seed);
    private readonly List<RecordedFact> _told = [];
    private readonly List<(string Id, LocalDate Start, int Wages)> _placements = [];
    private readonly HashSet<string> _loans = [];
    private Instant _now = Story.FirstRecording;
    private string _wages = "NPR";

    public Story Tell(int beats)
    {
        _wages = Chance(0.3) ? "QAR" : "NPR";
        Add(Say.Registered());
        Recruit();
        for (var beat = 0; beat < beats; beat++)
        {
            Happen();
        }

        return new Story([.. _told], [.. RatesTold()], Chance(0.3) ? [Say.Linked(Say.Recruiter, Say.Agent, "2017-01-01")] : []);
    }

    private void Happen()
    {
        switch (_random.Next(20))
        {
            case 0 when _placements.Count < 3: Recruit(); break;
            case 1 or 2 or 3: Charge(); break;
            case 4 or 5: Lend(); break;
            case 6 or 7: TouchLoan(); break;
            case 8 or 9 or 10 or 11: Pay(); break;
            case 12: Cut(); break;
            case 13 or 14: PayBack(); break;
            case 15 or 16: Retell(); break;
            case 17: Correct(); break;
            case 18: Withdraw(); break;
            default: EndPlacement(); break;
        }
    }

    private void Recruit()
    {
        var number = _placements.Count + 1;
        var id = string.Create(CultureInfo.InvariantCulture, $"p{number}");
        var start = _placements.Count == 0 ? new LocalDate(2017, 3, 10) : _placements[^1].Start.PlusDays(Pick(25, 120, 360, 700, 1_000));
        _placements.Add((id, start, 0));
        var iso = Iso(start);
        Add(Say.Started(iso, id));
        if (Chance(0.7))
        {
            Add(Any(Say.Promised(Amount(), iso, id, _wages)) with { Version = number });
        }

        if (Chance(0.6))
        {
            Add(Say.Arrived(Iso(start.PlusDays(_random.Next(60))), id));
        }
    }

    private void EndPlacement()
    {
        var (id, start, _) = Placement();
        var reason = Pick("dismissed", "contract-completed", "free-transfer", "promoted", "closure");
        Add(Any(Say.Ended(Iso(start.PlusDays(_random.Next(20, 700))), id, reason)) with { Initiator = Pick(EndInitiator.Employer, EndInitiator.Employer, EndInitiator.Employer, EndInitiator.Worker) });
    }

    private void Charge()
    {
        var (id, start, _) = Placement();
        var fee = Any(Say.Fee(Amount(), Iso(start.PlusDays(_random.Next(-60, 400))), Chance(0.9) ? id : null)) with
        {
            Class = Pick(FeeClass.Service, FeeClass.Service, FeeClass.Visa, FeeClass.Renewal),
            Collector = Pick(Say.Recruiter, Say.Recruiter, Say.Agent),
            BorneBy = Chance(0.9) ? Payer.Worker : Payer.Employer,
            Form = Pick(FeeForm.Cash, FeeForm.Cash, FeeForm.Bank, FeeForm.Deduction, FeeForm.Loan),
        };
        Add(Chance(0.1) ? fee with { Amount = Money.Of(fee.Amount.Amount, "INR") } : fee);
    }

    private void Lend()
    {
        var loan = Pick("l1", "l1", "l2");
        var lent = Any(Say.Lent(Amount() * 10, Iso(AnyDay()), Chance(0.75) ? AnyRate() : null, loan));
        Add(lent with { Purpose = Chance(0.9) ? LoanPurpose.Recruitment : LoanPurpose.Other, Lender = Pick(Say.Lender, Say.Lender, Say.Recruiter) });
        _loans.Add(loan);
    }

    private void TouchLoan()
    {
        if (_loans.Count == 0)
        {
            Lend();
            return;
        }

        var loan = Pick([.. _loans.Order(StringComparer.Ordinal)]);
        var on = Iso(AnyDay());
        Add(_random.Next(8) switch
        {
            0 => Any(Say.Charged(Amount(), on, LoanChargeKind.Penalty, loan)),
            1 or 2 => Any(Say.Charged(Amount(), on, LoanChargeKind.Interest, loan)),
            3 => Any(new LoanForgiven { Id = "", EffectiveOn = Say.Day(on), AssertedBy = "", AssertedAs = Speaker.Lender, Worker = Say.Worker, Loan = loan, Amount = Money.Of(Amount(), "NPR") }),
            4 => Any(new LoanTermsChanged { Id = "", EffectiveOn = Say.Day(on), AssertedBy = "", AssertedAs = Speaker.Lender, Worker = Say.Worker, Loan = loan, Rate = AnyRate() }),
            _ => Any(Say.Repaid(Amount(), on, loan)),
        });
    }

    private void Pay()
    {
        var index = _random.Next(_placements.Count);
        var (id, start, wages) = _placements[index];
        var months = _random.Next(1, 6);
        for (var month = wages; month < wages + months; month++)
        {
            var wage = Say.Wage(Chance(0.1) ? 0m : Amount(), MonthOf(start, month), id, _wages);
            Add(Any(wage) with { EffectiveOn = wage.EffectiveOn.PlusDays(_random.Next(10)) });
        }

        _placements[index] = (id, start, wages + months);
    }

    private void Cut()
    {
        var (id, start, wages) = Placement();
        var month = MonthOf(start, _random.Next(Math.Max(1, wages)));
        var loan = _loans.Count > 0 && Chance(0.5) ? _loans.Min(StringComparer.Ordinal) : null;
        var reason = loan is null ? Pick(DeductionReason.FeeRecovery, DeductionReason.Food) : Pick(DeductionReason.Loan, DeductionReason.FeeRecovery);
        var cut = Any(Say.Cut(Amount(), month, reason, id, loan));
        Add(cut);
        if (loan is not null && Chance(0.5))
        {
            var repaid = Say.Repaid(Amount(), Iso(cut.EffectiveOn.PlusDays(_random.Next(-5, 10))), loan);
            Add(Any(repaid) with { Via = RepaymentRoute.Deduction, AssertedBy = cut.AssertedBy, AssertedAs = cut.AssertedAs });
        }
    }

    private void PayBack()
    {
        var (id, start, _) = Placement();
        var back = Any(Say.PaidBack(Amount(), Iso(start.PlusDays(_random.Next(0, 900))), Chance(0.7) ? id : null));
        var fees = _told.Select(told => told.Fact).OfType<FeeCharged>().ToList();
        Add(fees.Count > 0 && Chance(0.5) ? back with { For = ReimbursementGround.Of([fees[_random.Next(fees.Count)].Id]) } : back);
    }

    private void Retell()
    {
        var monies = _told.Select(told => told.Fact).Where(fact => Moneys.Of(fact) is not null).ToList();
        if (monies.Count > 0)
        {
            var one = monies[_random.Next(monies.Count)];
            var retold = Moneys.Changed(Any(one with { Id = "" }), amount => Chance(0.5) ? amount : Amount());
            Add(retold with { SameAs = Chance(0.5) ? one.Id : null, EffectiveOn = one.EffectiveOn.PlusDays(_random.Next(-3, 4)) });
        }
    }

    private void Correct()
    {
        var facts = _told.Select(told => told.Fact).Where(fact => fact is FeeCharged or LoanRepaid or Reimbursed).ToList();
        if (facts.Count > 0)
        {
            var fact = facts[_random.Next(facts.Count)];
            var with = _random.Next(3) switch
            {
                0 => new JsonObject { ["effectiveOn"] = Iso(fact.EffectiveOn.PlusDays(_random.Next(-40, 40))) },
                1 => new JsonObject { ["evidence"] = Chance(0.5) ? null : new JsonObject { ["grade"] = "B" } },
                _ => new JsonObject { ["amount"] = new JsonObject { ["amount"] = Money.Of(Amount(), "NPR").AmountText, ["currency"] = "NPR" } },
            };
            Add(Say.Corrected(fact, with, Iso(new LocalDate(2023, 1, 1).PlusDays(_random.Next(3)))));
        }
    }

    private void Withdraw()
    {
        var facts = _told.Select(told => told.Fact).Where(fact => fact is MendingFact || (fact is not LoanDisbursed && Moneys.Of(fact) is not null)).ToList();
        if (facts.Count > 0)
        {
            var fact = facts[_random.Next(facts.Count)];
            if (!facts.OfType<FactWithdrawn>().Any(withdrawn => withdrawn.Withdraws == fact.Id))
            {
                Add(Say.Withdrawn(fact));
            }
        }
    }

    private IEnumerable<ExchangeRateRecorded> RatesTold()
    {
        for (var month = 0; month < 84; month++)
        {
            var on = Iso(new LocalDate(2016, 12, 1).PlusMonths(month));
            if (!Chance(0.1))
            {
                yield return Say.Rate("QAR", "NPR", 30m + _random.Next(10), on);
                yield return Say.Rate("INR", "NPR", 1.6m, on);
            }
        }
    }

    /// <summary>Tells a fact; what lies ahead of the telling is told of the last day before it.</summary>
    private void Add(Fact fact)
    {
        _now += Duration.FromHours(1);
        _told.Add(new(fact with { Id = string.Create(CultureInfo.InvariantCulture, $"f{_told.Count:00}"), EffectiveOn = LocalDate.Min(fact.EffectiveOn, Story.End) }, _now));
    }

    /// <summary>The fact as anybody may tell it, on any evidence.</summary>
    private T Any<T>(T fact)
        where T : Fact
    {
        var said = fact.SaidBy(Pick(Speakers));
        return Pick(Grades) is { } grade ? said.Graded(grade) : said;
    }

    private InterestRate AnyRate() => _random.Next(4) switch
    {
        0 or 1 => Say.Simple(Pick(0.1m, 0.36m, 0.6m)),
        2 => Say.Compound(Pick(0.02m, 0.03m, 0.05m), RatePeriod.Month, Pick<CompoundingPeriod?>(null, CompoundingPeriod.Quarter, CompoundingPeriod.Year)),
        _ => Say.Compound(Pick(0.24m, 0.6m), RatePeriod.Year, Pick<CompoundingPeriod?>(null, CompoundingPeriod.Month, CompoundingPeriod.HalfYear)),
    };

    private static string MonthOf(LocalDate start, int month) => start.PlusMonths(month + 1).ToString("uuuu'-'MM", CultureInfo.InvariantCulture);

    private static string Iso(LocalDate day) => day.ToString("uuuu'-'MM'-'dd", CultureInfo.InvariantCulture);

    private decimal Amount() => Chance(0.05) ? 0m : Chance(0.1) ? _random.Next(1, 100_000) / 100m : _random.Next(1, 40) * 50m;

    private LocalDate AnyDay() => Placement().Start.PlusDays(_random.Next(-60, 500));

    private (string Id, LocalDate Start, int Wages) Placement() => _placements[_random.Next(_placements.Count)];

    private T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];

    private bool Chance(double part) => _random.NextDouble() < part;
}
