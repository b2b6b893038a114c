using Ledger.Domain.Facts;

namespace Ledger.Domain.Record;

/// <summary>The ids of a worker's facts and of their corrections, put in order once, so that no finding has to sort what it rests on.</summary>
internal sealed class RestsOn
{
    private readonly string[] _ids;
    private readonly Dictionary<string, int> _places;
    private readonly Dictionary<string, IReadOnlyList<string>> _corrections;

    private RestsOn(IReadOnlyList<StandingFact> standing)
    {
        _ids = [.. standing.Select(entry => entry.Fact.Id).Concat(standing.SelectMany(entry => entry.CorrectedBy)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        _places = new Dictionary<string, int>(_ids.Length, StringComparer.Ordinal);
        for (var place = 0; place < _ids.Length; place++)
        {
            _places[_ids[place]] = place;
        }

        _corrections = standing.Where(entry => entry.CorrectedBy.Count > 0)
            .ToDictionary(entry => entry.Fact.Id, entry => entry.CorrectedBy, StringComparer.Ordinal);
    }

    /// <summary>Puts the ids of a record in order.</summary>
    public static RestsOn Of(WorkerHistory history) => new(history.Standing);

    /// <summary>The ids of some facts, of the worker's stream or of others, and of the corrections they carry: in alphabetical order, each once.</summary>
    public IReadOnlyList<string> Ids(IEnumerable<Fact> facts)
    {
        var named = new bool[_ids.Length];
        var count = 0;
        List<string> others = [];
        foreach (var fact in facts)
        {
            if (_places.TryGetValue(fact.Id, out var place))
            {
                Name(place);
            }
            else
            {
                others.Add(fact.Id);
            }

            if (_corrections.TryGetValue(fact.Id, out var corrections))
            {
                foreach (var correction in corrections)
                {
                    Name(_places[correction]);
                }
            }
        }

        others.Sort(StringComparer.Ordinal);
        return Merged(named, count, [.. others.Distinct(StringComparer.Ordinal)]);

        void Name(int place)
        {
            count += named[place] ? 0 : 1;
            named[place] = true;
        }
    }

    private string[] Merged(bool[] named, int count, string[] others)
    {
        var merged = new string[count + others.Length];
        var (at, other) = (0, 0);
        for (var place = 0; place < named.Length; place++)
        {
            if (!named[place])
            {
                continue;
            }

            while (other < others.Length && string.CompareOrdinal(others[other], _ids[place]) < 0)
            {
                merged[at++] = others[other++];
            }

            merged[at++] = _ids[place];
        }

        others.AsSpan(other).CopyTo(merged.AsSpan(at));
        return merged;
    }
}
