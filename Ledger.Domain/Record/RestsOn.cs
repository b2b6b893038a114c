using Ledger.Domain.Facts;

namespace Ledger.Domain.Record;

/// <summary>The ids of a worker's facts and of their corrections, put in order once, so that no finding has to sort what it rests on.</summary>
internal sealed class RestsOn
{
    private readonly string[] _ids;
    private readonly Dictionary<Fact, int> _places;
    private readonly int[]?[] _corrections;

    private RestsOn(IReadOnlyList<StandingFact> standing)
    {
        List<(string Id, StandingFact? Entry)> ids = new(standing.Count);
        foreach (var entry in standing)
        {
            ids.Add((entry.Fact.Id, entry));
            foreach (var correction in entry.CorrectedBy)
            {
                ids.Add((correction, null));
            }
        }

        ids.Sort(static (one, other) => string.CompareOrdinal(one.Id, other.Id));
        // Findings rest on the very facts of the record, so each is found by itself, without reading its id again.
        _places = new Dictionary<Fact, int>(standing.Count, ReferenceEqualityComparer.Instance);
        _ids = new string[ids.Count];
        for (var place = 0; place < _ids.Length; place++)
        {
            _ids[place] = ids[place].Id;
            if (ids[place].Entry is { } entry)
            {
                _places[entry.Fact] = place;
            }
        }

        _corrections = new int[]?[_ids.Length];
        foreach (var entry in standing)
        {
            if (entry.CorrectedBy.Count > 0)
            {
                _corrections[_places[entry.Fact]] = [.. entry.CorrectedBy.Select(PlaceOf)];
            }
        }
    }

    /// <summary>Puts the ids of a record in order.</summary>
    public static RestsOn Of(WorkerHistory history) => new(history.Standing);

    /// <summary>The ids of some facts, of the worker's stream or of others, and of the corrections they carry: in alphabetical order, each once.</summary>
    public IReadOnlyList<string> Ids(ReadOnlySpan<IEnumerable<Fact>> facts)
    {
        var named = new bool[_ids.Length];
        SortedSet<string>? others = null;
        foreach (var some in facts)
        {
            foreach (var fact in some)
            {
                if (!_places.TryGetValue(fact, out var place) && (place = PlaceOf(fact.Id)) < 0)
                {
                    (others ??= new(StringComparer.Ordinal)).Add(fact.Id);
                }
                else if (!named[place])
                {
                    named[place] = true;
                    foreach (var correction in _corrections[place] ?? [])
                    {
                        named[correction] = true;
                    }
                }
            }
        }

        return Merged(named, others is null ? [] : [.. others]);
    }

    private int PlaceOf(string id) => Array.BinarySearch(_ids, id, StringComparer.Ordinal);

    private string[] Merged(bool[] named, string[] others)
    {
        var merged = new string[named.AsSpan().Count(true) + others.Length];
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
