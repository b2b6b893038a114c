using System.Globalization;
using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Host.SyntheticCorridor;

/// <summary>The parties of a corridor and its exchange rates: everything that is there before the first worker.</summary>
internal sealed class CorridorWorld
{
    public const string Authority = "gov-np";
    public const string Auditor = "au-1";
    public const string Subcontractor = "au-2";
    public const string Brand = "b-1";
    public const string Union = "ngo-1";

    /// <summary>The months a certificate is granted for.</summary>
    public const int MonthsOfCertificate = 36;

    /// <summary>The months after which a churning recruiter's certificate is withdrawn.</summary>
    private const int MonthsToWithdrawal = 18;

    private const int SubAgentsEach = 3;
    private const int RecruitersPerLender = 4;
    private const int PartnersEach = 3;

    private static readonly (string Sector, string Occupation)[] Works =
        [("construction", "mason"), ("construction", "scaffolder"), ("manufacturing", "machine operator"), ("services", "cleaner"), ("services", "guard")];

    private CorridorWorld(
        RateBook rates, IReadOnlyList<EmployerProfile> employers, IReadOnlyList<LenderProfile> lenders, IReadOnlyList<RecruiterProfile> recruiters) =>
        (Rates, Employers, Lenders, Recruiters) = (rates, employers, lenders, recruiters);

    public RateBook Rates { get; }

    public IReadOnlyList<EmployerProfile> Employers { get; }

    public IReadOnlyList<LenderProfile> Lenders { get; }

    public IReadOnlyList<RecruiterProfile> Recruiters { get; }

    public static CorridorWorld Of(CorridorSettings settings)
    {
        var draw = new Draw(settings.Seed, Draw.Stream.Parties, 0);
        EmployerProfile[] employers = [.. Kinds(draw, settings.Employers).Select((kind, index) => Employer(draw, index, kind))];
        LenderProfile[] lenders = [.. Enumerable.Range(0, Math.Max(2, settings.Recruiters / RecruitersPerLender)).Select(index => Lender(draw, index))];
        var kinds = Kinds(draw, settings.Recruiters);
        RecruiterProfile[] recruiters = [.. kinds.Select((kind, index) => Recruiter(draw, index, kind, Sister(kinds, index), employers, lenders))];
        return new CorridorWorld(new RateBook(settings.Seed), employers, lenders, recruiters);
    }

    /// <summary>The recruiter of an id that a profile names.</summary>
    public RecruiterProfile Recruiter(string id) => Recruiters.First(recruiter => recruiter.Id == id);

    /// <summary>An id such as r-07.</summary>
    public static string Id(string prefix, int index, int digits) =>
        $"{prefix}-{(index + 1).ToString("D" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)}";

    /// <summary>About half honest, a third fee-charging, a sixth churning, at least one of each; shuffled, so that ids give nothing away.</summary>
    private static PartyKind[] Kinds(Draw draw, int count)
    {
        var (churning, charging) = (Math.Max(1, count * 15 / 100), Math.Max(1, count * 35 / 100));
        return draw.Shuffled(Enumerable.Repeat(PartyKind.Churning, churning)
            .Concat(Enumerable.Repeat(PartyKind.FeeCharging, charging))
            .Concat(Enumerable.Repeat(PartyKind.Honest, count - churning - charging)));
    }

    private static EmployerProfile Employer(Draw draw, int index, PartyKind kind)
    {
        // One in each pair is in either country, so that both occur however few employers there are.
        var inQatar = index % 2 == 0;
        var (sector, occupation) = draw.Of(Works);
        var wage = inQatar ? draw.Round(1_000, 1_800, 50) : draw.Round(1_500, 2_400, 50);
        var lodging = kind != PartyKind.Honest && draw.Chance(0.5m) ? draw.Round(50, 150, 10) : 0;
        return new EmployerProfile(
            Id("e", index, 2), kind, inQatar ? "QA" : "MY", inQatar ? RateBook.Riyal : RateBook.Ringgit, sector, occupation, wage, lodging, draw.Whole(0, 7));
    }

    private static LenderProfile Lender(Draw draw, int index) =>
        new(Id("l", index, 2), draw.Of<decimal>([0.24m, 0.3m, 0.36m, 0.36m, 0.48m, 0.6m]), draw.Chance(0.3m));

    /// <summary>Churning recruiters come in a ring of sisters: the next of the kind takes over.</summary>
    private static string? Sister(PartyKind[] kinds, int index)
    {
        int[] ring = [.. Enumerable.Range(0, kinds.Length).Where(other => kinds[other] == PartyKind.Churning)];
        return kinds[index] == PartyKind.Churning && ring.Length > 1 ? Id("r", ring[(Array.IndexOf(ring, index) + 1) % ring.Length], 2) : null;
    }

    private static RecruiterProfile Recruiter(Draw draw, int index, PartyKind kind, string? sister, EmployerProfile[] employers, LenderProfile[] lenders)
    {
        // A few licences lapse while the recruiter goes on: a payee without a licence on the date.
        var licence = new Licence($"NP-{index + 1001}", new LocalDate(2019, 7, 1), draw.Chance(0.1m) ? new LocalDate(2024, 6, 30) : new LocalDate(2027, 6, 30));
        SubAgentProfile[] agents = [.. Enumerable.Range(index * SubAgentsEach, SubAgentsEach).Select(agent => SubAgent(draw, agent))];
        var lender = kind != PartyKind.Honest && draw.Chance(0.6m) ? draw.Of(lenders) : null;
        LocalDate? certified = draw.Chance(kind == PartyKind.Honest ? 0.5m : 0.2m) ? new LocalDate(2022, 1, 1).PlusMonths(draw.Whole(0, 18)) : null;
        return new RecruiterProfile(
            Id("r", index, 2), kind, licence, Partners(draw, kind, employers), agents, lender, sister,
            kind == PartyKind.Churning ? draw.Round(150, 400, 50) : 0, certified,
            certified?.PlusMonths(kind == PartyKind.Churning ? MonthsToWithdrawal : MonthsOfCertificate).PlusDays(-1));
    }

    private static SubAgentProfile SubAgent(Draw draw, int index) =>
        new(Id("sa", index, 3), draw.Chance(0.2m) ? new Licence($"NP-SA-{index + 1001}", new LocalDate(2020, 7, 1), new LocalDate(2026, 6, 30)) : null);

    /// <summary>Mostly employers of the same kind, and always one; a fee-charging recruiter also serves employers that do not know.</summary>
    private static EmployerProfile[] Partners(Draw draw, PartyKind kind, EmployerProfile[] employers)
    {
        EmployerProfile[] alike = draw.Shuffled(employers.Where(employer => employer.Kind == kind));
        var others = draw.Shuffled(employers.Where(employer => employer.Kind == PartyKind.Honest && kind != PartyKind.Honest));
        return [.. alike.Take(PartnersEach - 1), .. others.Take(1)];
    }
}
