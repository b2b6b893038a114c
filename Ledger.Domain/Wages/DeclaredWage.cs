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
        var wages = history.All<WagePaid>(placement).Where(wage => wage.Grade != Grade.X);
        var cuts = history.All<DeductionTaken>(placement).Where(cut => cut.Grade != Grade.X).ToLookup(cut => cut.Period);
        var promised = PromisedWage.Of(history, placement);
        var told = Dated.InOrder(
            MoneyGroup.Sort(wages.Select(wage => Account.Of(wage, 0)), account => ((WagePaid)account.Fact).Period).Select(group => new Told(group, cuts, promised, conversion)),
            (one, other) => one.Days.From != other.Days.From ? one.Days.From.CompareTo(other.Days.From) : one.Days.To.CompareTo(other.Days.To));
        return new DeclaredWages(
            [.. told.Select(period => period.Compared()).OfType<DeclaredWage>()],
            told.Count(period => !period.IsReceived), told.Count(period => !period.IsDeclared), conversion);
    }

    /// <summary>The accounts of one pay period.</summary>
    private sealed class Told
    {
        private readonly WagePaid[] _wages;
        private readonly List<DeductionTaken> _cuts = [];
        private readonly PromisedWage? _promised;
        private readonly Conversion _conversion;
        private readonly Currency _currency;

        public Told(MoneyGroup group, ILookup<PayPeriod, DeductionTaken> cuts, PromisedWage? promised, Conversion conversion)
        {
            _wages = new WagePaid[group.Accounts.Count];
            for (var index = 0; index < _wages.Length; index++)
            {
                _wages[index] = (WagePaid)group.Accounts[index].Fact;
                if (!HasEarlier(index))
                {
                    _cuts.AddRange(cuts[_wages[index].Period]);
                }
            }

            (_promised, _conversion, _currency, Days) = (promised, conversion, _wages[0].Net.Currency, _wages[0].Period);
        }

        public PayPeriod Days { get; }

        public bool IsReceived => Array.Exists(_wages, Receives);

        public bool IsDeclared => Array.Exists(_wages, Sides.IsGivers) || _promised is not null;

        public DeclaredWage? Compared()
        {
            var (givers, receivers) = (Words(Sides.IsGivers), Words(Receives));
            // Where no bank tells of the wage, all that is told of what was received is told on the worker's side.
            var workers = Array.TrueForAll(_wages, wage => Sides.IsWorkers(wage) || !Receives(wage)) ? receivers : Words(Sides.IsWorkers);
            var both = Math.Min(Greatest(Sides.IsGivers, givers), Greatest(Sides.IsWorkers, workers));
            var declared = givers.ConvertAll(giver => new ToldWage(giver.Party, Less(giver.Net, both, giver.Held)));
            var received = receivers.ConvertAll(word => new ToldWage(word.Party, Less(word.Net, HandedBack(word.Party), word.Held)));
            var reading = declared.Count > 0 ? new Reading(Greatest(declared), Greatest(declared)) : Promised(both);
            if (reading is not { } said || received.Count == 0)
            {
                return null;
            }

            var sides = new WageSides(Greatest(received), Workers(receivers, received));
            var isGraded = receivers.Exists(word => word.IsGraded);
            var gap = Math.Max(0, said.Claimed - sides.Workers);
            return new DeclaredWage(
                Days, _wages.Min(wage => wage.EffectiveOn), _currency, said,
                declared.Count > 0 ? declared : [new ToldWage("the contract", said.Claimed)], received,
                [.. Array.FindAll(_wages, wage => Sides.IsGivers(wage) || Receives(wage)), .. _cuts, .. declared.Count > 0 ? [] : _promised!.Facts])
            {
                Received = sides,
                Short = new Reading(isGraded ? Math.Min(gap, Math.Max(0, said.Documented - sides.Greatest)) : 0, gap),
            };
        }

        /// <summary>Whether an earlier account gives the same days.</summary>
        private bool HasEarlier(int index)
        {
            for (var earlier = 0; earlier < index; earlier++)
            {
                if (_wages[earlier].Period == _wages[index].Period)
                {
                    return true;
                }
            }

            return false;
        }

        private static bool Receives(Fact fact) => Sides.IsWorkers(fact) || (fact.Grade != Grade.X && fact.AssertedAs == Speaker.Bank);

        /// <summary>What each party of a side tells; one that tells of an amount for which there is no rate is left out.</summary>
        private List<Word> Words(Func<Fact, bool> side)
        {
            List<Word> words = [];
            foreach (var wage in _wages)
            {
                if (!side(wage))
                {
                    continue;
                }

                var place = 0;
                while (place < words.Count && words[place].Party != wage.AssertedBy)
                {
                    place++;
                }

                if (place == words.Count)
                {
                    words.Add(new Word(wage.AssertedBy, _currency));
                }

                words[place].Take(wage, _conversion);
            }

            words.RemoveAll(word => !word.IsWhole);
            return words;
        }

        /// <summary>The worker's own account; else the greatest graded one; else the greatest.</summary>
        private static decimal Workers(List<Word> words, List<ToldWage> received)
        {
            if (words.FindIndex(word => word.IsOwn) is >= 0 and var own)
            {
                return received[own].Amount;
            }

            var graded = received.Where((_, index) => words[index].IsGraded).ToList();
            return Greatest(graded.Count > 0 ? graded : received);
        }

        private static decimal Greatest(List<ToldWage> wages)
        {
            var greatest = wages[0].Amount;
            foreach (var wage in wages)
            {
                greatest = Math.Max(greatest, wage.Amount);
            }

            return greatest;
        }

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

        private static decimal Less(decimal net, decimal taken, decimal held) => Math.Max(0, net - Math.Max(0, taken - held));

        private decimal HandedBack(string party)
        {
            var sum = 0m;
            foreach (var cut in _cuts)
            {
                sum += cut.Reason == DeductionReason.HandedBack && cut.AssertedBy == party ? In(cut.Amount, cut) ?? 0 : 0;
            }

            return sum;
        }

        /// <summary>The greatest sum that a party of a side tells was deducted in the period: by deductions, or by its gross and net.</summary>
        private decimal Greatest(Func<Fact, bool> side, List<Word> words)
        {
            var greatest = words.Count > 0 ? words.Max(word => word.Held) : 0;
            var (sums, parties) = (new (string Party, decimal Sum)[_cuts.Count], 0);
            foreach (var cut in _cuts)
            {
                if (cut.Reason == DeductionReason.HandedBack || !side(cut))
                {
                    continue;
                }

                var place = 0;
                while (place < parties && sums[place].Party != cut.AssertedBy)
                {
                    place++;
                }

                parties = Math.Max(parties, place + 1);
                sums[place] = (cut.AssertedBy, sums[place].Sum + (In(cut.Amount, cut) ?? 0));
                greatest = Math.Max(greatest, sums[place].Sum);
            }

            return greatest;
        }

        private decimal? In(Money money, Fact fact) => _conversion.To(_currency, money, fact.EffectiveOn);
    }

    /// <summary>What one party tells of the wages of a pay period, in a currency.</summary>
    private sealed class Word(string party, Currency currency)
    {
        private decimal _held;

        public string Party => party;

        public decimal Net { get; private set; }

        /// <summary>What the difference of gross and net holds already.</summary>
        public decimal Held => Math.Max(0, _held);

        /// <summary>Whether every amount has a rate.</summary>
        public bool IsWhole { get; private set; } = true;

        /// <summary>Whether any of it is the worker's own word.</summary>
        public bool IsOwn { get; private set; }

        /// <summary>Whether graded evidence backs any of it.</summary>
        public bool IsGraded { get; private set; }

        public void Take(WagePaid wage, Conversion conversion)
        {
            (IsOwn, IsGraded) = (IsOwn || Sides.IsOwn(wage), IsGraded || Sides.IsGraded(wage));
            if (IsWhole && conversion.To(currency, wage.Net, wage.EffectiveOn) is { } net && conversion.To(currency, wage.Gross, wage.EffectiveOn) is { } gross)
            {
                (Net, _held) = (Net + net, _held + gross - net);
            }
            else
            {
                IsWhole = false;
            }
        }
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
