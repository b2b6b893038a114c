using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Record;
using NodaTime;

namespace Ledger.Tests.Stories;

/// <summary>Stories in which both sides tell of chain, contracts, wages and receipts, workers speak up, and sites are audited and certified.</summary>
public static class AnyOverseenStory
{
    private const int MostBeats = 12;

    public static Arbitrary<Story> Stories() => Arb.From(Drawn, AnyStory.Shrunk);

    private static Gen<Story> Drawn { get; } =
        from seed in Gen.Choose(0, int.MaxValue - 1)
        from beats in Gen.Choose(0, MostBeats)
        from more in Gen.Choose(0, 2 * MostBeats)
        select new Overseer(seed, new Storyteller(seed).Tell(beats)).Tell(more);

    /// <summary>Adds to a story what oversight is about, and spreads its recordings over the years.</summary>
    private sealed class Overseer(int seed, Story story)
    {
        private static readonly Grade?[] Grades = [null, null, null, Grade.D, Grade.C, Grade.B, Grade.X];
        private static readonly Speaker[] Speakers = [Speaker.Worker, Speaker.Worker, Speaker.Employer, Speaker.Employer, Speaker.Recruiter, Speaker.SubAgent, Speaker.Bank, Speaker.CivilSociety];

        private readonly Random _random = new(seed ^ 0x5EED);
        private readonly List<Fact> _more = [];
        private readonly List<PartyFact> _parties = [];
        private readonly List<PartiesLinked> _links = [.. story.Links];

        public Story Tell(int beats)
        {
            for (var beat = 0; beat < beats; beat++)
            {
                Happen(beat);
            }

            var record = story.Record.AddRange(_more.Select((fact, index) =>
                new RecordedFact(fact with { Id = string.Create(CultureInfo.InvariantCulture, $"m{index:00}") }, Story.FirstRecording)));
            var announced = _parties.OfType<AuditAnnounced>().Select(audit => audit.EffectiveOn.PlusDays(_random.Next(-3, 40))).ToArray();
            var entered = announced.Length > 0 && _random.Next(3) > 0 ? Pick(announced) : (LocalDate?)null;
            return story with
            {
                Record = _random.Next(6) == 0 ? record : [.. record.Select(told => told with { RecordedAt = Instants(told.Fact, entered) })],
                Parties = [.. _parties.Select((fact, index) => fact with { Id = string.Create(CultureInfo.InvariantCulture, $"o{index:00}") })],
                Links = [.. _links],
            };
        }

        /// <summary>A fact is recorded on one of a few days of the years after; employers enter theirs together where an audit gives them reason.</summary>
        private Instant Instants(Fact fact, LocalDate? entered)
        {
            if (entered is { } together && fact is WorkerFact { AssertedAs: Speaker.Employer or Speaker.Recruiter } && fact.EffectiveOn <= together)
            {
                return together.At(new LocalTime(_random.Next(24), 0)).InUtc().ToInstant();
            }

            // A mending fact comes after all that it may mend.
            var day = fact is MendingFact ? new LocalDate(2023, 6, 1) : LocalDate.Max(fact.EffectiveOn, new LocalDate(2018 + _random.Next(3), 1 + (6 * _random.Next(2)), 1)).PlusDays(_random.Next(2));
            return day.At(new LocalTime(_random.Next(24), 0)).InUtc().ToInstant();
        }

        private void Happen(int beat)
        {
            switch (_random.Next(16))
            {
                case 0 or 1 or 2: _more.Add(Wage()); break;
                case 3: _more.Add(Any(Say.Cut(Amount(), Month(), Pick(DeductionReason.Lodging, DeductionReason.HandedBack, DeductionReason.Penalty, DeductionReason.Tax)))); break;
                case 4 or 5: _more.Add(Any(Say.Started(Iso(Day(2017)))) with { Chain = new(Pick<string[]>([], ["agent-1"], ["agent-1", "agent-2"])) }); break;
                case 6: _more.Add(Contract()); break;
                case 7 or 8: _more.Add(Fee()); break;
                case 9: _more.Add(Any(Say.Complained(Iso(Day(2018))))); break;
                case 10: _more.Add(Security()); break;
                case 11: _more.Add(Statement()); break;
                case 12: _parties.Add(Any(Say.AuditAnnounced(Iso(Day(2018)), Site(), _random.Next(4) > 0))); break;
                case 13: _parties.Add(Any(Say.Audited(Iso(Day(2018)), Pick<AuditOutcome?>(AuditOutcome.Clean, AuditOutcome.Clean, AuditOutcome.Findings, null), Site(), _random.Next(2) > 0))); break;
                case 14: _parties.Add(Certificate()); break;
                default: _links.Add(Any(Say.Linked(Pick(Say.Recruiter, Say.Employer), Pick(Say.Agent, Say.Lender, "group-1"), "2017-01-01", Pick(LinkKind.SameAs, LinkKind.Owns, LinkKind.SubAgentOf, LinkKind.Refers))) with { Id = string.Create(CultureInfo.InvariantCulture, $"l{beat:00}") }); break;
            }
        }

        private WagePaid Wage()
        {
            var wages = story.Facts.OfType<WagePaid>().ToList();
            var net = Amount();
            var wage = wages.Count > 0 && _random.Next(3) > 0 ? wages[_random.Next(wages.Count)] with { Id = "", SameAs = null } : Say.Wage(net, Month());
            var told = Any(wage) with { Gross = Money.Of(net + Pick(0m, 0m, 100m), wage.Net.Currency), Net = Money.Of(net, wage.Net.Currency) };
            return _random.Next(2) == 0 ? told with { Gross = wage.Gross, Net = wage.Net } : told;
        }

        private ContractRecorded Contract()
        {
            var on = Day(2017);
            return Any(Say.Promised(Amount(), Iso(on))) with
            {
                Version = _random.Next(1, 4), Kind = Pick(ContractKind.Promised, ContractKind.Signed, ContractKind.Substituted),
                SignedOn = _random.Next(2) == 0 ? Day(2017) : null, HoursPerWeek = Pick<decimal?>(null, 48m, 60m), To = _random.Next(3) == 0 ? on.PlusDays(_random.Next(400)) : null,
            };
        }

        private FeeCharged Fee()
        {
            var fee = Any(Say.Fee(Pick(10_000m, Amount()), Iso(Day(2017)))) with { Collector = Pick(Say.Recruiter, Say.Agent, "agent-2"), CollectorRole = Pick(PartyRole.Recruiter, PartyRole.SubAgent) };
            return _random.Next(2) == 0 ? fee : fee with { ReceiptAmount = Money.Of(Pick(10_000m, Amount()), "NPR") };
        }

        private SecurityTaken Security() => Any(new SecurityTaken
        {
            Id = "", EffectiveOn = Day(2018), AssertedBy = Say.Worker, AssertedAs = Speaker.Worker, Worker = Say.Worker, Kind = SecurityKind.Passport, Holder = Say.Employer,
        });

        private StatementRecorded Statement() => Any(new StatementRecorded
        {
            Id = "", EffectiveOn = Day(2018), AssertedBy = Say.Auditor, AssertedAs = Speaker.Auditor, Worker = Say.Worker, Placement = Pick("p1", "p7"), Setting = "dormitory", Independent = true,
        });

        private PartyFact Certificate() => _random.Next(4) == 0
            ? Say.Uncertified(Party(), Iso(Day(2018)))
            : Any(Say.Certified(Party(), Iso(Day(2017)), _random.Next(2) == 0 ? Iso(Day(2019)) : null));

        private T Any<T>(T fact)
            where T : Fact
        {
            var said = fact is PartyFact ? fact : fact.SaidBy(Pick(Speakers));
            return Pick(Grades) is { } grade ? said.Graded(grade) : said;
        }

        private string Party() => Pick(Say.Recruiter, Say.Agent, Say.Employer, Say.Lender, "group-1");

        private string Site() => Pick(Say.Employer, Say.Employer, Say.Employer, "group-1");

        private string Month() => Day(2017).ToString("uuuu'-'MM", CultureInfo.InvariantCulture);

        private LocalDate Day(int year) => new LocalDate(year, 3, 10).PlusDays(Pick(0, 30, 60, _random.Next(600)));

        private decimal Amount() => _random.Next(8) == 0 ? 0m : _random.Next(1, 40) * 50m;

        private T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];

        private static string Iso(LocalDate day) => day.ToString("uuuu'-'MM'-'dd", CultureInfo.InvariantCulture);
    }
}
