namespace Ledger.Domain.Facts.Reading;

/// <summary>Gathers the refusals of one line.</summary>
/// <remarks>A shape adds its refusals under no name; whoever holds it puts the name in front. A line without fault so builds no paths.</remarks>
internal sealed class RefusalList
{
    private List<Refusal>? _refusals;

    public int Count => _refusals?.Count ?? 0;

    public IReadOnlyList<Refusal> All => _refusals ?? (IReadOnlyList<Refusal>)[];

    public void Add(string message) => Add("", message);

    public void Add(string field, string message)
    {
        if (Count < FactReading.MostRefusals)
        {
            (_refusals ??= []).Add(new Refusal(field, message));
        }
    }

    /// <summary>Puts the name of the holder in front of every refusal since <paramref name="mark"/>.</summary>
    public void Within(int mark, string holder)
    {
        for (var index = mark; index < Count; index++)
        {
            var field = _refusals![index].Field;
            var path = field is "" || field[0] == '[' ? holder + field : $"{holder}.{field}";
            _refusals[index] = _refusals[index] with { Field = path };
        }
    }
}
