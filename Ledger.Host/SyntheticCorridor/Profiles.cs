using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Host.SyntheticCorridor;

/// <summary>An employer and its habits.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">How it behaves.</param>
/// <param name="Country">Where it is.</param>
/// <param name="Currency">What it pays in.</param>
/// <param name="Sector">What it does.</param>
/// <param name="Occupation">What it hires for.</param>
/// <param name="Wage">What it pays a month, before substitution.</param>
/// <param name="Lodging">What it cuts for lodging each month; zero where it cuts nothing.</param>
/// <param name="PayLag">Days from the end of a month to its pay day, 0 to 7.</param>
internal sealed record EmployerProfile(
    string Id, PartyKind Kind, string Country, Currency Currency, string Sector, string Occupation, decimal Wage, decimal Lodging, int PayLag);

/// <summary>A sub-agent.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Licence">Its licence; most have none.</param>
internal sealed record SubAgentProfile(string Id, Licence? Licence);

/// <summary>A lender.</summary>
/// <param name="Id">Its id.</param>
/// <param name="YearlyRate">The interest it asks a year.</param>
/// <param name="Compounds">Whether unpaid interest bears interest.</param>
internal sealed record LenderProfile(string Id, decimal YearlyRate, bool Compounds)
{
    /// <summary>The interest it agrees with a worker.</summary>
    public InterestRate Rate => Compounds
        ? new InterestRate(YearlyRate, RatePeriod.Year, InterestMethod.Compound, CompoundingPeriod.Month)
        : new InterestRate(YearlyRate, RatePeriod.Year, InterestMethod.Simple);
}

/// <summary>A recruiter and its habits.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">How it behaves.</param>
/// <param name="Licence">Its licence.</param>
/// <param name="Partners">The employers it recruits for.</param>
/// <param name="SubAgents">The sub-agents that bring it workers.</param>
/// <param name="Lender">The lender it is linked to, where it has one.</param>
/// <param name="Sister">The linked recruiter that takes over its workers, where it has one.</param>
/// <param name="Kickback">What it pays a churning employer for each place; zero where it pays nothing.</param>
/// <param name="CertifiedFrom">The first day of its certificate, where it has one.</param>
/// <param name="CertifiedTo">The last day of its certificate, where it has one.</param>
internal sealed record RecruiterProfile(
    string Id,
    PartyKind Kind,
    Licence Licence,
    IReadOnlyList<EmployerProfile> Partners,
    IReadOnlyList<SubAgentProfile> SubAgents,
    LenderProfile? Lender,
    string? Sister,
    decimal Kickback,
    LocalDate? CertifiedFrom,
    LocalDate? CertifiedTo)
{
    /// <summary>Whether it was certified on a day.</summary>
    public bool IsCertifiedOn(LocalDate day) => CertifiedFrom <= day && day <= CertifiedTo;

    /// <summary>What it pays an employer for each place, in dollars.</summary>
    public decimal KickbackTo(EmployerProfile employer) => employer.Kind == PartyKind.Churning ? Kickback : 0;
}
