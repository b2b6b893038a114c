using System.IO.Compression;
using System.Text;
using Ledger.Host.CommandLine;
using Ledger.Host.Import.Profiles;

namespace Ledger.Host.Import.Sheets;

/// <summary>An .xlsx workbook: a ZIP of XML parts (ECMA-376), of which only values, formats of days and merged regions are read.</summary>
/// <remarks>Numbers are taken digit by digit as the part has them. What may come of the packed parts, and of texts, is bounded.</remarks>
internal sealed class Workbook : IDisposable
{
    private const int MostSheets = 500;

    private readonly string _name;
    private readonly Stream _file;
    private readonly ZipArchive _archive;
    private readonly UnpackedBytes _allowance;
    private readonly Dictionary<string, UnpackedBytes.Member> _shares = new(StringComparer.Ordinal);
    private readonly Lazy<CellStyles> _styles;
    private readonly Lazy<SharedTexts> _texts;
    private readonly bool _from1904;

    private Workbook(string name, Stream file)
    {
        (_name, _file) = (name, file);
        try
        {
            _archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            _allowance = new UnpackedBytes(name, file.Length);
            _allowance.Expect(_archive.Entries.Aggregate((Int128)0, (sum, entry) => sum + entry.Length));
            var main = Related("_rels/.rels", "").First(part => part.Type == "officeDocument").Target;
            var parts = Related(RelationsOf(main), FolderOf(main));
            (Sheets, _from1904) = SheetsOf(main, parts);
            _styles = new(() => CellStyles.Read(Part(parts, "styles")));
            _texts = new(() => SharedTexts.Read(name, Part(parts, "sharedStrings")));
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException)
        {
            throw Broken(name);
        }
    }

    /// <summary>The sheets in their order, each with its part.</summary>
    public IReadOnlyList<(string Name, string Part)> Sheets { get; }

    /// <summary>Opens a workbook; one that cannot be read at random is copied to a file that goes with it.</summary>
    /// <exception cref="BadUsageException">It is none that can be read.</exception>
    public static Workbook Open(string name, Stream stream)
    {
        var file = stream.CanSeek ? stream : new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 81_920, FileOptions.DeleteOnClose);
        try
        {
            if (file != stream)
            {
                using (stream)
                {
                    stream.CopyTo(file);
                }

                file.Position = 0;
            }

            return new Workbook(name, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The sheets that a profile reads.</summary>
    /// <exception cref="BadUsageException">One is not there, or there are several and the profile does not say which.</exception>
    public IReadOnlyList<string> Chosen(ImportProfile profile)
    {
        var names = Sheets.Select(sheet => sheet.Name).ToList();
        if (profile.Sheets is null or { Count: 0 })
        {
            return names.Count == 1 ? names : throw new BadUsageException($"'{_name}' has the sheets {string.Join(", ", names)}: name those to read in the profile's 'sheets', or \"*\" for all.");
        }

        return profile.Sheets is ["*"] ? names
            : profile.Sheets.FirstOrDefault(sheet => !names.Contains(sheet)) is { } missing
                ? throw new BadUsageException($"'{_name}' has no sheet '{missing}', which the profile names: it has {string.Join(", ", names)}.")
                : [.. profile.Sheets];
    }

    /// <summary>Reads the rows of a sheet; hidden ones as any other.</summary>
    public IEnumerable<SheetRow> Rows(string sheet)
    {
        var part = Sheets.First(each => each.Name == sheet).Part;
        var name = $"{_name}/{sheet}";
        return SheetPart.Rows(name, () => Part(part) ?? throw Broken(_name), new CellValues(name, _styles.Value, _texts.Value, _from1904));
    }

    public void Dispose()
    {
        _archive.Dispose();
        _file.Dispose();
    }

    private static BadUsageException Broken(string name) => new($"'{name}' is no workbook that can be read: open it in a spreadsheet program and save it as .xlsx anew.");

    private (IReadOnlyList<(string, string)> Sheets, bool From1904) SheetsOf(string main, IReadOnlyList<(string Id, string Type, string Target)> parts)
    {
        using var xml = Part(main) ?? throw Broken(_name);
        List<(string, string)> sheets = [];
        var from1904 = false;
        while (xml.ReadToStart())
        {
            if (xml.Element == "workbookPr")
            {
                from1904 = xml.Attribute("date1904") is "1" or "true";
            }
            else if (xml.Element == "sheet" && parts.FirstOrDefault(part => part.Id == xml.AnyAttribute("id")) is { Type: "worksheet" } part)
            {
                sheets.Add((xml.Attribute("name") ?? "", part.Target));
            }
        }

        return sheets.Count is > 0 and <= MostSheets ? (sheets, from1904) : throw new BadUsageException($"'{_name}' has {sheets.Count} sheets of cells: 1 to {MostSheets} can be read.");
    }

    private IReadOnlyList<(string Id, string Type, string Target)> Related(string relations, string folder)
    {
        List<(string, string, string)> related = [];
        using var xml = Part(relations);
        while (xml is not null && xml.ReadToStart())
        {
            if (xml.Element == "Relationship" && xml.Attribute("TargetMode") != "External" && xml.Attribute("Target") is { } target)
            {
                related.Add((xml.Attribute("Id") ?? "", (xml.Attribute("Type") ?? "").Split('/')[^1], target.StartsWith('/') ? target[1..] : folder + target));
            }
        }

        return related;
    }

    private BoundedXml? Part(IReadOnlyList<(string Id, string Type, string Target)> parts, string type) =>
        parts.FirstOrDefault(part => part.Type == type).Target is { } target ? Part(target) : null;

    private BoundedXml? Part(string part)
    {
        if (_archive.GetEntry(part) is not { } entry)
        {
            return null;
        }

        if (!_shares.TryGetValue(part, out var share))
        {
            _shares[part] = share = _allowance.OfMember();
        }

        try
        {
            var stream = new UnpackingStream(_name, entry.Open(), share, alsoEnds: null);
            return new BoundedXml($"{_name}/{part}", new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true));
        }
        catch (InvalidDataException)
        {
            throw Broken(_name);
        }
    }

    private static string FolderOf(string part) => part[..(part.LastIndexOf('/') + 1)];

    private static string RelationsOf(string part) => $"{FolderOf(part)}_rels/{part[FolderOf(part).Length..]}.rels";
}
