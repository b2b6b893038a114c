using NodaTime;

namespace Ledger.Domain.Indicators;

/// <summary>What one look said, and when.</summary>
/// <param name="On">The day.</param>
/// <param name="Meets">Whether the definition was met.</param>
internal readonly record struct Look(LocalDate On, bool Meets);

/// <summary>Keeps an indicator from flapping: what one odd month says neither raises nor clears it.</summary>
internal static class Hysteresis
{
    /// <summary>The looks in a row that clear a present indicator, and those that raise it where its definition asks for no single one.</summary>
    public const int InARow = 2;

    /// <summary>Since when an indicator is present; null while it is absent.</summary>
    /// <param name="looks">The looks in order of date. The first of all is not odd for want of others: it raises at once.</param>
    /// <param name="raiseAfter">How many in a row raise it.</param>
    public static LocalDate? Since(IReadOnlyList<Look> looks, int raiseAfter = InARow)
    {
        LocalDate? since = null;
        LocalDate? first = null;
        var (meets, fails) = (0, 0);
        for (var index = 0; index < looks.Count; index++)
        {
            (meets, fails) = looks[index].Meets ? (meets + 1, 0) : (0, fails + 1);
            first = meets == 1 ? looks[index].On : meets == 0 ? null : first;
            since = since is null ? meets >= raiseAfter || (meets == 1 && index == 0) ? first : null
                : fails >= InARow ? null
                : since;
        }

        return since;
    }

    /// <summary>Whether so many looks in a row met the definition since a day.</summary>
    public static bool Ran(IReadOnlyList<Look> looks, LocalDate since, int inARow)
    {
        var run = 0;
        foreach (var look in looks.Where(look => look.On >= since))
        {
            run = look.Meets ? run + 1 : 0;
            if (run >= inARow)
            {
                return true;
            }
        }

        return false;
    }
}
