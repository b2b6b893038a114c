using Ledger.Domain.Facts;

namespace Ledger.Domain.SameMoney;

/// <summary>On whose side a credible account is told, where one side's account is held against the other's.</summary>
internal static class Sides
{
    /// <summary>The worker's own word, or what an organisation that stands with workers tells.</summary>
    public static bool IsWorkers(Fact fact) =>
        fact.Grade != Grade.X && (IsOwn(fact) || fact.AssertedAs == Speaker.CivilSociety);

    /// <summary>The worker's own word.</summary>
    public static bool IsOwn(Fact fact) => fact.AssertedAs == Speaker.Worker && fact.AssertedBy == fact.Worker;

    /// <summary>What an employer or a recruiter tells.</summary>
    public static bool IsGivers(Fact fact) => fact.Grade != Grade.X && fact.AssertedAs is Speaker.Employer or Speaker.Recruiter;

    /// <summary>What graded evidence backs: A, B or C.</summary>
    public static bool IsGraded(Fact fact) => fact.Grade <= Grade.C;
}
