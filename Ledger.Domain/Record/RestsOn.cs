using System.Runtime.InteropServices;
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
        var named = new Named(this);
        foreach (var some in facts)
        {
            switch (some)
            {
                // Most are arrays and lists, which are walked far faster as what they are.
                case Fact[] array:
                    named.Add(array);
                    break;
                case List<Fact> list:
                    named.Add(CollectionsMarshal.AsSpan(list));
                    break;
                default:
                    foreach (var fact in some)
                    {
                        named.Add(fact);
                    }

                    break;
            }
        }

        return named.InOrder();
    }

    /// <summary>The place of an id among those of the stream; where it is none of them, below zero, and its complement is the place of the next.</summary>
    private int PlaceOf(string id) => Array.BinarySearch(_ids, id, StringComparer.Ordinal);

    /// <summary>The ids that one finding rests on.</summary>
    private sealed class Named(RestsOn record)
    {
        private readonly bool[] _own = new bool[record._ids.Length];
        private readonly List<(int Before, string Id)> _others = [];
        private HashSet<Fact>? _foreign;

        public void Add(ReadOnlySpan<Fact> facts)
        {
            foreach (var fact in facts)
            {
                Add(fact);
            }
        }

        public void Add(Fact fact)
        {
            if (!record._places.TryGetValue(fact, out var place))
            {
                // Rates of exchange come again and again, whatever is reckoned with them.
                if (!(_foreign ??= new(ReferenceEqualityComparer.Instance)).Add(fact))
                {
                    return;
                }

                place = record.PlaceOf(fact.Id);
            }

            if (place < 0)
            {
                _others.Add((~place, fact.Id));
            }
            else if (!_own[place])
            {
                _own[place] = true;
                foreach (var correction in record._corrections[place] ?? [])
                {
                    _own[correction] = true;
                }
            }
        }

        public string[] InOrder()
        {
            List<string> ids = new(_own.AsSpan().Count(true) + _others.Count);
            var place = 0;
            foreach (var (before, id) in Dated.InOrder(_others, static (one, other) => one.Before == other.Before ? string.CompareOrdinal(one.Id, other.Id) : one.Before.CompareTo(other.Before)))
            {
                Take(ids, ref place, before);
                if (ids.Count == 0 || ids[^1] != id)
                {
                    ids.Add(id);
                }
            }

            Take(ids, ref place, _own.Length);
            return [.. ids];
        }

        /// <summary>Takes the stream's own ids up to a place.</summary>
        private void Take(List<string> ids, ref int place, int before)
        {
            for (; place < before; place++)
            {
                if (_own[place])
                {
                    ids.Add(record._ids[place]);
                }
            }
        }
    }
}
