using JasperFx.CommandLine;

namespace Ledger.Host.CommandLine;

/// <summary>The coordinates that a question about the record may give: as of a date, as known at an instant, under a rule pack.</summary>
public abstract class CoordinatesInput
{
    /// <summary>As of a date.</summary>
    [Description("As of a date, such as 2019-08-31: facts that took effect later are left out")]
    public string? AsOfFlag { get; set; }

    /// <summary>As known at an instant.</summary>
    [Description("As known at an instant in UTC, such as 2026-11-24T10:30:00Z: facts recorded later are left out")]
    public string? KnownAtFlag { get; set; }

    /// <summary>Under a rule pack.</summary>
    [Description("Under this rule pack: a version, a label, or a file of your own that nobody adopted")]
    public string? RulesFlag { get; set; }

    /// <summary>For whom.</summary>
    [Description("For whom: investigator (default), worker, employer, recruiter or brand; the last three read no complaints and nothing that follows from one")]
    public string? ForFlag { get; set; }
}
