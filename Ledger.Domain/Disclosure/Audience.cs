namespace Ledger.Domain.Disclosure;

/// <summary>Who reads an answer of the ledger.</summary>
public enum Audience
{
    /// <summary>Whoever looks into the record as a whole; reads everything.</summary>
    Investigator,
    /// <summary>The worker, or whoever the worker has chosen to speak for her; reads everything in her record.</summary>
    Worker,
    /// <summary>An employer.</summary>
    Employer,
    /// <summary>A recruiter, or another party of the chain.</summary>
    Recruiter,
    /// <summary>A brand that buys from an employer.</summary>
    Brand,
}

/// <summary>What follows from who reads.</summary>
public static class AudienceReach
{
    /// <summary>Whether complaints, and what follows from them, are for this audience; one that could retaliate, or tells one that could, reads none.</summary>
    public static bool ReadsComplaints(this Audience audience) => audience is Audience.Investigator or Audience.Worker;
}
