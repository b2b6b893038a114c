namespace Ledger.Host.Pages.Layout;

/// <summary>What a reader gave in a field of a form.</summary>
internal static class FormField
{
    /// <summary>The text without spaces around it; null where nothing was given, for a form sends its empty fields too. The database takes no text that holds a zero, and no id holds a control character.</summary>
    public static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : string.Concat(value.Trim().Where(letter => !char.IsControl(letter)));
}
