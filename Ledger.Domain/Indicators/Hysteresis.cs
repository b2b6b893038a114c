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
    /// <param name="on">The day of a look.</param>
    /// <param name="meets">Whether a look meets the definition; not asked of looks that can change nothing any more.</param>
    /// <param name="raiseAfter">How many in a row raise it.</param>
    public static LocalDate? Since<T>(IReadOnlyList<T> looks, Func<T, LocalDate> on, Func<T, bool> meets, int raiseAfter = InARow)
    {
        // The last two in a row that fail leave nothing of what was before them.
        var met = new bool[looks.Count];
        var begin = looks.Count;
        while (begin > 0 && (begin + InARow > looks.Count || met.AsSpan(begin, InARow).Contains(true)))
        {
            met[--begin] = meets(looks[begin]);
        }

        LocalDate? since = null;
        var (run, fails) = (0, 0);
        for (var index = begin; index < looks.Count; index++)
        {
            (run, fails) = met[index] ? (run + 1, 0) : (0, fails + 1);
            since = since is null ? run >= raiseAfter || (run == 1 && index == 0) ? on(looks[index - run + 1]) : null
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
