using Ledger.Domain.Facts;

namespace Ledger.Domain.Record;

/// <summary>The ids of a worker's facts and of their corrections, put in order once, so that no finding has to sort what it rests on.</summary>
internal sealed class RestsOn
{
    private readonly string[] _ids;
    private readonly Dictionary<string, int> _places;
    private readonly IReadOnlyList<string>?[] _corrections;

    private RestsOn(IReadOnlyList<StandingFact> standing)
    {
        HashSet<string> ids = new(standing.Count, StringComparer.Ordinal);
        foreach (var entry in standing)
        {
            ids.Add(entry.Fact.Id);
            ids.UnionWith(entry.CorrectedBy);
        }

        _ids = [.. ids];
        Array.Sort(_ids, StringComparer.Ordinal);
        _places = new Dictionary<string, int>(_ids.Length, StringComparer.Ordinal);
        for (var place = 0; place < _ids.Length; place++)
        {
            _places.Add(_ids[place], place);
        }

        _corrections = new IReadOnlyList<string>?[_ids.Length];
        foreach (var entry in standing)
        {
            if (entry.CorrectedBy.Count > 0)
            {
                _corrections[_places[entry.Fact.Id]] = entry.CorrectedBy;
            }
        }
    }

    /// <summary>Puts the ids of a record in order.</summary>
    public static RestsOn Of(WorkerHistory history) => new(history.Standing);

    /// <summary>The ids of some facts, of the worker's stream or of others, and of the corrections they carry: in alphabetical order, each once.</summary>
    public IReadOnlyList<string> Ids(IEnumerable<Fact> facts)
    {
        var named = new bool[_ids.Length];
        var count = 0;
        SortedSet<string>? others = null;
        foreach (var fact in facts)
        {
            if (!_places.TryGetValue(fact.Id, out var place))
            {
                (others ??= new(StringComparer.Ordinal)).Add(fact.Id);
            }
            else if (Name(place) && _corrections[place] is { } corrections)
            {
                foreach (var correction in corrections)
                {
                    Name(_places[correction]);
                }
            }
        }

        return Merged(named, count, others is null ? [] : [.. others]);

        // Whether it was not named before.
        bool Name(int place)
        {
            if (named[place])
            {
                return false;
            }

            count++;
            return named[place] = true;
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
