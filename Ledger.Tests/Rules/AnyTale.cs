using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Tests.Rules;

/// <summary>A made-up placement with charges around the days on which rules change, the same for the same seed.</summary>
internal static class AnyTale
{
    private static readonly (string Origin, string Destination, string Currency)[] Corridors =
    [
        ("NP", "QA", "NPR"), ("NP", "MY", "NPR"), ("BD", "SA", "BDT"), ("BD", "MY", "BDT"), ("IN", "AE", "INR"), ("PK", "SA", "PKR"), ("ID", "TW", "TWD"), ("UG", "AE", "UGX"), ("MX", "CA-ON", "CAD"),
    ];

    private static readonly string[] Days =
        ["2015-07-05", "2015-07-06", "2016-08-28", "2016-08-29", "2017-05-31", "2017-06-01", "2017-12-13", "2017-12-14", "2018-10-28", "2018-10-29", "2022-02-01", "2022-02-02", "2022-07-05", "2022-07-06"];

    private static readonly (string Party, PartyRole Role)[] Collectors =
        [("agency", PartyRole.Recruiter), ("foreign-agency", PartyRole.Recruiter), ("runner", PartyRole.SubAgent), ("stranger", PartyRole.SubAgent), ("employer", PartyRole.Employer), ("unknown", PartyRole.Recruiter)];

    /// <summary>Tells it; the runner is a sub-agent of the agency, the stranger and the unknown are registered nowhere.</summary>
    public static Tale Of(int seed)
    {
        var random = new Random(seed);
        var (origin, destination, currency) = Corridors[random.Next(Corridors.Length)];
        var sex = random.Next(3) switch { 0 => Sex.Female, 1 => Sex.Male, _ => (Sex?)null };
        var tale = new Tale(origin, destination, random.Next(3) == 0 ? "domestic worker" : "welder", sex).Link("runner", "agency", LinkKind.SubAgentOf);
        for (var count = random.Next(1, 7); count > 0; count--)
        {
            var (party, role) = Collectors[random.Next(Collectors.Length)];
            tale.Fee(
                Days[random.Next(Days.Length)], random.Next(1, 400) * 500, random.Next(6) == 0 ? "USD" : currency, party, role, (FeeClass)random.Next(Enum.GetValues<FeeClass>().Length),
                (FeeForm)random.Next(Enum.GetValues<FeeForm>().Length), random.Next(3) == 0 ? "other-witness" : "w", random.Next(4) switch { 0 => Grade.B, 1 => Grade.X, _ => null });
        }

        return random.Next(2) == 0 ? tale : Days.Aggregate(tale, (more, day) => more.Rate(day, "USD", currency, 100));
    }

    /// <summary>The tale with every fee fact replaced by others.</summary>
    public static Tale With(Tale tale, Func<FeeCharged, IEnumerable<Fact>> change)
    {
        var changed = new Tale("XX", "XX");
        changed.Replace(tale.Facts.SelectMany(fact => fact is FeeCharged fee ? change(fee) : [fact]));
        return changed;
    }

    public static LocalDate Day(int index) => Tale.Day(Days[index % Days.Length]);
}
