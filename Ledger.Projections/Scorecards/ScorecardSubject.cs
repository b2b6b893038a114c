namespace Ledger.Projections.Scorecards;

/// <summary>Whose scorecard it is: a recruiter's, an employer's, a corridor's, or of any of them together, such as a pair's.</summary>
/// <param name="Recruiter">The recruiter.</param>
/// <param name="Employer">The employer.</param>
/// <param name="Corridor">The corridor, such as NP-QA.</param>
public sealed record ScorecardSubject(string? Recruiter, string? Employer, string? Corridor)
{
    /// <summary>Whether nobody is named, so that it is of all placements.</summary>
    public bool IsEverybody => !Columns.Any();

    /// <summary>What is named, by column.</summary>
    internal IEnumerable<(string Column, string Value)> Columns =>
        new (string Column, string? Value)[] { ("recruiter", Recruiter), ("employer", Employer), ("corridor", Corridor) }
            .Where(column => column.Value is not null).Select(column => (column.Column, column.Value!));
}
