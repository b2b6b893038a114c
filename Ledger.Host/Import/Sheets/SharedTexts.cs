using System.Globalization;
using System.Xml.Linq;
using Ledger.Host.CommandLine;

namespace Ledger.Host.Import.Sheets;

/// <summary>The texts that cells of a workbook share, held at once and therefore bounded.</summary>
internal sealed class SharedTexts
{
    private const int MostTexts = 1_000_000;
    private const long MostCharacters = 16 << 20;

    private readonly List<string> _texts;

    private SharedTexts(List<string> texts) => _texts = texts;

    /// <summary>Reads the part; without one there are none.</summary>
    /// <exception cref="BadUsageException">There are more than can be held.</exception>
    public static SharedTexts Read(string name, BoundedXml? part)
    {
        using var xml = part;
        List<string> texts = [];
        var characters = 0L;
        var isMore = xml is not null && xml.Read();
        while (isMore)
        {
            if (!xml!.IsStart || xml.Element != "si")
            {
                isMore = xml.Read();
                continue;
            }

            texts.Add(TextOf(xml.Whole()));
            characters += texts[^1].Length;
            if (texts.Count > MostTexts || characters > MostCharacters)
            {
                throw new BadUsageException($"'{name}' has more than {MostTexts} texts, or {MostCharacters} characters in them: split it, or save its sheet as CSV.");
            }

            // The next one may follow at once, for reading an element as a whole leaves the reader behind it.
            isMore = xml.IsStart || xml.Read();
        }

        return new SharedTexts(texts);
    }

    /// <summary>The text of an index; null where there is none.</summary>
    public string? At(string index) =>
        int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < _texts.Count ? _texts[at] : null;

    /// <summary>The text of an element, its runs joined; how it is read aloud (rPh) is no part of it.</summary>
    public static string TextOf(XElement element) =>
        string.Concat(element.Descendants().Where(text => text.Name.LocalName == "t" && text.Ancestors().All(within => within.Name.LocalName != "rPh")).Select(text => text.Value));
}
