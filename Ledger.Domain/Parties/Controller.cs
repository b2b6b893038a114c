using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Domain.Parties;

/// <summary>What one fact tells of a link.</summary>
/// <param name="Fact">The fact's id.</param>
/// <param name="Kind">How the parties are linked.</param>
/// <param name="From">The first day.</param>
/// <param name="Until">The last day; null where it has not ended.</param>
/// <param name="By">Who tells it.</param>
/// <param name="Grade">The grade of its evidence.</param>
public sealed record LinkTold(string Fact, LinkKind Kind, LocalDate From, LocalDate? Until, string By, Grade Grade)
{
    internal static LinkTold Of(PartiesLinked link) => new(link.Id, link.Kind, link.EffectiveOn, link.Until, link.AssertedBy, link.Grade);
}

/// <summary>A party that stands over another: owns it, is its principal, refers workers to it, is of its family, or is the same.</summary>
/// <param name="Party">The party that stands over.</param>
/// <param name="Over">The party it stands over directly, from which the next link leads on.</param>
/// <param name="Told">Every credible account of the link between the two.</param>
public sealed record Controller(string Party, string Over, IReadOnlyList<LinkTold> Told)
{
    /// <summary>The ids of the facts that lead from a party up to one of its controllers; empty where it is none of them.</summary>
    /// <param name="controllers">Everyone who stands over a party.</param>
    /// <param name="party">One of them.</param>
    internal static IReadOnlyList<string> Leading(IReadOnlyList<Controller> controllers, string party)
    {
        List<string> facts = [];
        for (var step = Find(party); step is not null; step = Find(step.Over))
        {
            facts.AddRange(step.Told.Select(told => told.Fact));
        }

        return facts;

        Controller? Find(string wanted) => controllers.FirstOrDefault(controller => controller.Party == wanted);
    }
}
