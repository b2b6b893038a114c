using Ledger.Domain.Amounts;
using Ledger.Domain.Debt;
using Ledger.Domain.Facts;
using Ledger.Domain.Rates;
using Ledger.Domain.Record;
using Ledger.Domain.SameMoney;
using NodaTime;

namespace Ledger.Domain.Wages;

/// <summary>What one party tells of a wage.</summary>
/// <param name="Party">The party; the placement's contract where no employer or recruiter tells of the wage.</param>
/// <param name="Amount">What it says, after deductions that both sides tell.</param>
public sealed record ToldWage(string Party, decimal Amount);

/// <summary>What was declared for one pay period of a placement, against what was received.</summary>
/// <remarks>
/// An employer or a recruiter declares the net wage; where neither does, the contract does, for the time worked. The worker, those who
/// stand with her, and banks tell what was received. Deductions that both sides tell, singly or by a wage's gross and net, explain a gap as far as the declared difference of
/// gross and net does not hold them already. What the worker says she handed back after payment did not reach her, as far as her own
/// difference does not hold it already. Periods are the same where their days are, or where accounts say so.
/// </remarks>
/// <param name="Period">The days.</param>
/// <param name="On">The first pay day that any account gives.</param>
/// <param name="Currency">The currency of the amounts.</param>
/// <param name="Declared">What was declared: by whoever declares, or by a contract as its evidence bears out.</param>
/// <param name="DeclaredBy">Each declaration.</param>
/// <param name="ReceivedBy">Each account of what was received.</param>
/// <param name="Facts">The facts it rests on.</param>
public sealed record DeclaredWage(
    PayPeriod Period, LocalDate On, Currency Currency, Reading Declared, IReadOnlyList<ToldWage> DeclaredBy, IReadOnlyList<ToldWage> ReceivedBy, IReadOnlyList<Fact> Facts)
{
    /// <summary>What was received: the greatest account, and the worker's own, else the graded one, else any.</summary>
    public WageSides Received { get; private init; }

    /// <summary>What of the declared wage did not reach the worker; documented where a graded account of a receiver says so.</summary>
    public Reading Short { get; private init; }

    /// <summary>Whether the worker's side tells that nothing came of a wage that was declared.</summary>
    public bool IsUnpaid => Received.Workers == 0 && Declared.Claimed > 0;

    /// <summary>Whether more than a part of what was declared did not reach the worker.</summary>
    public bool IsShort(decimal above) => Short.Claimed > above * Declared.Claimed;

    /// <summary>The wages of a placement, in order of period.</summary>
    public static DeclaredWages In(WorkerHistory history, ExchangeRates rates, string placement)
    {
        var conversion = new Conversion(rates);
        var wages = history.Facts.OfType<WagePaid>().Where(wage => wage.Grade != Grade.X && history.PlacementOf(wage) == placement).ToList();
        var cuts = history.Facts.OfType<DeductionTaken>().Where(cut => cut.Grade != Grade.X && history.PlacementOf(cut) == placement).ToLookup(cut => cut.Period);
        var promised = PromisedWage.Of(history, placement);
        var told = MoneyGroup.Sort(wages.Select(wage => Account.Of(wage, 0)), account => PeriodKey.Of(((WagePaid)account.Fact).Period))
            .Select(group => new Told([.. group.Facts.Cast<WagePaid>()], cuts, promised, conversion))
            .OrderBy(period => period.Days.From).ThenBy(period => period.Days.To).ToList();
        return new DeclaredWages(
            [.. told.Select(period => period.Compared()).OfType<DeclaredWage>()],
            told.Count(period => !period.IsReceived), told.Count(period => !period.IsDeclared), conversion);
    }

    /// <summary>The accounts of one pay period.</summary>
    private sealed class Told
    {
        private readonly List<WagePaid> _wages;
        private readonly List<DeductionTaken> _cuts;
        private readonly PromisedWage? _promised;
        private readonly Conversion _conversion;
        private readonly Currency _currency;

        public Told(List<WagePaid> wages, ILookup<PayPeriod, DeductionTaken> cuts, PromisedWage? promised, Conversion conversion)
        {
            (_wages, _promised, _conversion, _currency) = (wages, promised, conversion, wages[0].Net.Currency);
            Days = wages[0].Period;
            _cuts = [.. wages.Select(wage => wage.Period).Distinct().SelectMany(days => cuts[days])];
        }

        public PayPeriod Days { get; }

        public bool IsReceived => _wages.Exists(Receives);

        public bool IsDeclared => _wages.Exists(Sides.IsGivers) || _promised is not null;

        public DeclaredWage? Compared()
        {
            var both = Math.Min(Greatest(Sides.IsGivers), Greatest(Sides.IsWorkers));
            List<ToldWage> declared = [.. Parties(Sides.IsGivers).Select(party => new ToldWage(party.Key, Less(Net(party), both, Held(party))))];
            var reading = declared.Count > 0 ? new Reading(declared.Max(wage => wage.Amount), declared.Max(wage => wage.Amount)) : Promised(both);
            var received = Parties(Receives).Select(party => (Party: party, Wage: new ToldWage(party.Key, Less(Net(party), HandedBack(party.Key), Held(party))))).ToList();
            if (reading is not { } said || received.Count == 0)
            {
                return null;
            }

            var sides = new WageSides(received.Max(one => one.Wage.Amount), Workers(received));
            var isGraded = received.Exists(one => one.Party.Any(Sides.IsGraded));
            var gap = Math.Max(0, said.Claimed - sides.Workers);
            return new DeclaredWage(
                Days, _wages.Min(wage => wage.EffectiveOn), _currency, said,
                declared.Count > 0 ? declared : [new ToldWage("the contract", said.Claimed)], [.. received.Select(one => one.Wage)],
                [.. _wages.Where(wage => Sides.IsGivers(wage) || Receives(wage)), .. _cuts, .. declared.Count > 0 ? [] : _promised!.Facts])
            {
                Received = sides,
                Short = new Reading(isGraded ? Math.Min(gap, Math.Max(0, said.Documented - sides.Greatest)) : 0, gap),
            };
        }

        private static bool Receives(Fact fact) => Sides.IsWorkers(fact) || (fact.Grade != Grade.X && fact.AssertedAs == Speaker.Bank);

        private List<IGrouping<string, WagePaid>> Parties(Func<Fact, bool> side) =>
            [.. _wages.Where(wage => side(wage)).GroupBy(wage => wage.AssertedBy, StringComparer.Ordinal).Where(party => party.All(wage => In(wage.Net, wage) is not null && In(wage.Gross, wage) is not null))];

        /// <summary>The worker's own account; else the greatest graded one; else the greatest.</summary>
        private static decimal Workers(List<(IGrouping<string, WagePaid> Party, ToldWage Wage)> received) =>
            received.Where(one => one.Party.Any(Sides.IsOwn)).Select(one => (decimal?)one.Wage.Amount).FirstOrDefault()
            ?? received.Where(one => one.Party.Any(Sides.IsGraded)).Max(one => (decimal?)one.Wage.Amount)
            ?? received.Max(one => one.Wage.Amount);

        private Reading? Promised(decimal both)
        {
            if (_promised is null)
            {
                return null;
            }

            var months = ValueOfWork.TimeWorked(Days);
            var on = Days.To;
            return _conversion.To(_currency, _promised.Reading.Documented * months, _promised.Currency, on) is { } documented
                && _conversion.To(_currency, _promised.Reading.Claimed * months, _promised.Currency, on) is { } claimed
                ? new Reading(documented, claimed).Less(both)
                : null;
        }

        private decimal Net(IEnumerable<WagePaid> told) => told.Sum(wage => In(wage.Net, wage) ?? 0);

        /// <summary>What the difference of gross and net holds already.</summary>
        private decimal Held(IEnumerable<WagePaid> told) => Math.Max(0, told.Sum(wage => (In(wage.Gross, wage) ?? 0) - (In(wage.Net, wage) ?? 0)));

        private static decimal Less(decimal net, decimal taken, decimal held) => Math.Max(0, net - Math.Max(0, taken - held));

        private decimal HandedBack(string party) =>
            _cuts.Where(cut => cut.Reason == DeductionReason.HandedBack && cut.AssertedBy == party).Sum(cut => In(cut.Amount, cut) ?? 0);

        /// <summary>The greatest sum that a party of a side tells was deducted in the period: by deductions, or by its gross and net.</summary>
        private decimal Greatest(Func<Fact, bool> side) =>
            _cuts.Where(cut => cut.Reason != DeductionReason.HandedBack && side(cut))
                .GroupBy(cut => cut.AssertedBy, StringComparer.Ordinal).Select(party => party.Sum(cut => In(cut.Amount, cut) ?? 0))
                .Concat(Parties(side).Select(Held)).DefaultIfEmpty().Max();

        private decimal? In(Money money, Fact fact) => _conversion.To(_currency, money, fact.EffectiveOn);
    }
}

/// <summary>The wages of a placement as they were declared and received.</summary>
/// <param name="Compared">The periods of which both sides tell, in order.</param>
/// <param name="OnlyDeclared">Pay periods of which nobody tells what was received.</param>
/// <param name="OnlyReceived">Pay periods of which nobody declares a wage.</param>
/// <param name="Conversion">Which rates it took, and which are missing.</param>
public sealed record DeclaredWages(IReadOnlyList<DeclaredWage> Compared, int OnlyDeclared, int OnlyReceived, Conversion Conversion)
{
    /// <summary>The periods in which more than a part of the declared wage did not reach the worker.</summary>
    public IReadOnlyList<DeclaredWage> Short(decimal above) => [.. Compared.Where(wage => wage.IsShort(above))];
}
