namespace Ledger.Host.SyntheticCorridor;

/// <summary>Draws from a seed: the same seed, stream and index always give the same sequence.</summary>
/// <remarks>
/// Each worker draws from a sequence of its own, so that facts can be told one worker after the other, and the truth
/// again without the facts. <see cref="Random"/> with a seed keeps its sequence between versions.
/// </remarks>
internal sealed class Draw(int seed, Draw.Stream stream, int index)
{
    private const int Shares = 1_000_000;

    private readonly Random _random = new(Mixed(seed, (int)stream, index));

    /// <summary>What is drawn for; streams do not disturb each other.</summary>
    public enum Stream
    {
        /// <summary>Parties and their links.</summary>
        Parties,
        /// <summary>Exchange rates.</summary>
        Rates,
        /// <summary>What happens to a worker.</summary>
        Worker,
        /// <summary>What is recorded of it.</summary>
        Recording,
    }

    /// <summary>True in a share of the draws, 0 to 1.</summary>
    public bool Chance(decimal share) => _random.Next(Shares) < share * Shares;

    /// <summary>A whole number, both ends included.</summary>
    public int Whole(int least, int most) => _random.Next(least, most + 1);

    /// <summary>A multiple of a step, both ends included; the ends are multiples of it.</summary>
    public decimal Round(int least, int most, int step) => Whole(least / step, most / step) * (decimal)step;

    /// <summary>A share in hundredths, both ends included.</summary>
    public decimal Hundredths(int least, int most) => Whole(least, most) / 100m;

    /// <summary>One of some.</summary>
    public T Of<T>(IReadOnlyList<T> some) => some[_random.Next(some.Count)];

    /// <summary>All of them in another order.</summary>
    public T[] Shuffled<T>(IEnumerable<T> all)
    {
        T[] items = [.. all];
        _random.Shuffle(items);
        return items;
    }

    /// <summary>Spreads neighbouring seeds and indices far apart (the finishing steps of MurmurHash3).</summary>
    private static int Mixed(int seed, int stream, int index)
    {
        unchecked
        {
            var hash = ((uint)seed * 0x9E3779B1u) ^ ((uint)stream * 0x85EBCA6Bu) ^ ((uint)index * 0xC2B2AE35u);
            hash = (hash ^ (hash >> 16)) * 0x85EBCA6Bu;
            hash = (hash ^ (hash >> 13)) * 0xC2B2AE35u;
            return (int)(hash ^ (hash >> 16));
        }
    }
}
