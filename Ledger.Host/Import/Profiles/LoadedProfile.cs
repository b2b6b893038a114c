using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ledger.Host.CommandLine;
using Ledger.Host.Import.BankStatements;
using Ledger.Host.Import.WageProtection;
using Sylvan.Data.Csv;

namespace Ledger.Host.Import.Profiles;

/// <summary>A profile with the key and the mapping files that it names.</summary>
/// <param name="Profile">The profile.</param>
/// <param name="Sha256">The SHA-256 of its file, which the record of each import keeps.</param>
/// <param name="Naming">How workers are told.</param>
/// <param name="Mappings">The mapping files, by their full paths: they are not imported with a folder they lie in.</param>
internal sealed record LoadedProfile(ImportProfile Profile, string Sha256, WorkerNaming Naming, IReadOnlyList<string> Mappings)
{
    private const long LargestFile = 1 << 20;
    private const long LargestMapping = 64 << 20;
    private const int ShortestKey = 16;
    private const int LargestKey = 4096;

    /// <summary>How profiles are read and drafted.</summary>
    public static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = 16,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Reads a profile and the files it names, which lie beside it.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="staysInFolder">Whether the files it names must be named without a folder: a profile that was sent in names no file of this machine.</param>
    /// <exception cref="BadUsageException">A file is missing, or not what it should be.</exception>
    public static LoadedProfile Read(string path, bool staysInFolder = false)
    {
        var bytes = Content(path, LargestFile, "a profile");
        var profile = Parse(path, bytes);
        if (ProfileCheck.Objection(profile) is { } objection)
        {
            throw new BadUsageException($"The profile '{path}' cannot be used: {objection}.");
        }

        if (staysInFolder && profile.Workers.SelectMany(way => new[] { way.KeyFile, way.Mapping }).OfType<string>().FirstOrDefault(named => Path.GetFileName(named) != named || named is "." or "..") is { } elsewhere)
        {
            throw new BadUsageException($"The profile '{path}' names '{elsewhere}': name a file without a folder, and send it along.");
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var naming = new WorkerNaming([.. profile.Workers.Select(source => WayOf(source, folder))]);
        return new LoadedProfile(WithDefaults(profile), Convert.ToHexStringLower(SHA256.HashData(bytes)), naming, [.. profile.Workers.Select(way => way.Mapping).OfType<string>().Select(mapping => Path.Combine(folder, mapping))]);
    }

    /// <summary>The columns that the format itself brings; none for sheets, whose own headers name them.</summary>
    public static IReadOnlyList<KnownColumn> ColumnsOf(FileSort sort) => sort switch
    {
        FileSort.BankStatement => StatementEntry.Columns,
        FileSort.WageProtection => SalaryRecord.Columns,
        _ => [],
    };

    /// <summary>Fills in what a format says by itself.</summary>
    private static ImportProfile WithDefaults(ImportProfile profile) => profile.Reads switch
    {
        FileSort.BankStatement when profile.Id.Columns.Count == 0 => profile with { Id = profile.Id with { Columns = ["reference"] } },
        FileSort.WageProtection => profile with
        {
            Id = profile.Id.Columns.Count == 0 ? profile.Id with { Columns = ["employee", "from", "to"] } : profile.Id,
            Facts = profile.Facts.Count == 0 ? [SalaryRecord.Wage] : profile.Facts,
        },
        _ => profile,
    };

    private static ImportProfile Parse(string path, byte[] bytes)
    {
        try
        {
            var text = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(Encoding.UTF8.Preamble.Length) : bytes;
            return JsonSerializer.Deserialize<ImportProfile>(text, Json) ?? throw new JsonException("it is null");
        }
        catch (JsonException exception)
        {
            var place = exception.LineNumber is { } line ? $" at line {line + 1}{(exception.Path is null or "$" ? "" : $", {exception.Path}")}" : "";
            throw new BadUsageException($"The profile '{path}' cannot be read{place}: {Sentence(exception)}. docs/profile.schema.json says what there can be.");
        }
    }

    private static string Sentence(JsonException exception)
    {
        var end = exception.Message.IndexOf(" Path: ", StringComparison.Ordinal);
        return (end < 0 ? exception.Message : exception.Message[..end]).TrimEnd('.').Replace("type 'Ledger.Host.Import.Profiles.", "'", StringComparison.Ordinal);
    }

    private static WorkerWay WayOf(WorkerSource source, string folder)
    {
        var key = source.KeyFile is null ? null : KeyOf(Path.Combine(folder, source.KeyFile));
        var (mapping, isHashed) = source.Mapping is null ? (null, false) : MappingOf(Path.Combine(folder, source.Mapping));
        return new WorkerWay(source.Column, source.Match is null ? null : ProfileCheck.Pattern(source.Match), source.Prefix, key, mapping, isHashed);
    }

    private static byte[] KeyOf(string path)
    {
        var key = Content(path, LargestKey, "a key").AsSpan().TrimEnd("\r\n"u8).ToArray();
        return key.Length >= ShortestKey ? key : throw new BadUsageException($"The key '{path}' has {key.Length} bytes: {ShortestKey} are the least, drawn by chance.");
    }

    private static (IReadOnlyDictionary<string, string>, bool IsHashed) MappingOf(string path)
    {
        using var text = new StreamReader(new MemoryStream(Content(path, LargestMapping, "a mapping file")), Encoding.UTF8);
        using var table = CsvDataReader.Create(text, new CsvDataReaderOptions { CsvStyle = CsvStyle.Standard });
        var columns = Enumerable.Range(0, table.FieldCount).Select(table.GetName).ToList();
        var (worker, number, sha256) = (columns.IndexOf("worker"), columns.IndexOf("number"), columns.IndexOf("sha256"));
        if (columns.Count != 2 || worker < 0 || (number < 0 && sha256 < 0))
        {
            throw new BadUsageException($"The mapping '{path}' must have the columns number and worker, or sha256 and worker, and no others.");
        }

        var mapping = new Dictionary<string, string>(StringComparer.Ordinal);
        while (table.Read())
        {
            var from = table.GetString(number < 0 ? sha256 : number).Trim();
            var to = table.GetString(worker).Trim();
            if (from.Length == 0 || to.Length == 0 || !mapping.TryAdd(number < 0 ? from.ToLowerInvariant() : WorkerNaming.Normal(from), to))
            {
                throw new BadUsageException($"The mapping '{path}' has an empty cell, or the same number twice, in row {table.RowNumber + 1}.");
            }
        }

        return (mapping, number < 0);
    }

    private static byte[] Content(string path, long largest, string what)
    {
        var file = new FileInfo(path);
        return !file.Exists ? throw new BadUsageException($"There is no file '{path}' for {what}.")
            : file.Length > largest ? throw new BadUsageException($"'{path}' has {file.Length} bytes and {largest} are the most {what} may have.")
            : File.ReadAllBytes(path);
    }
}
