using Ledger.Domain.Facts;

namespace Ledger.Tests.Stories;

/// <summary>The same story with other facts, or with its parties under other names.</summary>
internal static class Renaming
{
    public static Story Mapped(this Story story, Func<Fact, Fact> map) => story with { Record = [.. story.Record.Select(recorded => recorded with { Fact = map(recorded.Fact) })] };

    /// <summary>The story with every party that it names under another name.</summary>
    public static Story WithParties(this Story story, Func<string, string> name) => story.Mapped(fact => Renamed(fact with { AssertedBy = name(fact.AssertedBy) }, name)) with
    {
        Links = [.. story.Links.Select(link => link with { From = name(link.From), To = name(link.To) })],
        Parties = [.. story.Parties.Select(fact => fact is PartyRegistered registered ? registered with { Party = name(registered.Party) } : fact)],
    };

    private static Fact Renamed(Fact fact, Func<string, string> name) => fact switch
    {
        FeeCharged fee => fee with { Collector = name(fee.Collector) },
        PlacementStarted started => started with { Employer = name(started.Employer), Recruiter = name(started.Recruiter), Chain = new([.. started.Chain.Select(name)]) },
        LoanDisbursed lent => lent with { Lender = name(lent.Lender) },
        Reimbursed back => back with { By = name(back.By) },
        DeductionTaken { Payee: { } payee } cut => cut with { Payee = name(payee) },
        _ => fact,
    };
}
