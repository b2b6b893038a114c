using Ledger.Host.Import;
using Ledger.Host.Import.Uploads;
using Ledger.Host.Pages.Failures;
using Ledger.Host.Pages.Layout;

namespace Ledger.Host.Pages.Imports;

/// <summary>Answers with the form that takes a file in, with how far an import has come, and with what it rejected.</summary>
internal static class GetImports
{
    private static readonly string NoLongerKept =
        $"There is no such import: results are kept for {UploadShelf.HoursKept} hours at most, the latest {UploadShelf.MostKept} of them, while the ledger is served. What was recorded stays recorded; send the file again to see.";

    /// <summary>The address of an import.</summary>
    public static string AddressOf(Upload upload) => "/import/" + upload.Id;

    /// <summary>The form, and the imports of the last hours.</summary>
    public static IResult Get(UploadShelf shelf) => PageAnswer.Of<ImportPage>(shelf.Latest);

    /// <summary>How far an import has come, or what came of it.</summary>
    public static IResult GetOne(string id, UploadShelf shelf) =>
        shelf.Find(id) is { } upload ? PageAnswer.Of<ImportStatusPage>(upload) : FailurePage.Answer(StatusCodes.Status404NotFound, NoLongerKept);

    /// <summary>One of the files of rejects, counted from 0, as the import keeps it: rows of a sheet can be mended in it.</summary>
    public static IResult GetRejects(string id, int file, UploadShelf shelf) =>
        PathOf(id, file, shelf) is { } path ? Results.File(path, "application/octet-stream", Path.GetFileName(path)) : FailurePage.Answer(StatusCodes.Status404NotFound, NoLongerKept);

    /// <summary>The rejected lines of facts as they came, to be mended and sent in again.</summary>
    public static IResult GetLines(string id, int file, UploadShelf shelf) => PathOf(id, file, shelf) is { } path && LineRejects.IsNameOf(path)
        ? Results.Stream(to => LineRejects.WriteLinesAsync(path, to), "application/x-ndjson", "to-mend.jsonl")
        : FailurePage.Answer(StatusCodes.Status404NotFound, NoLongerKept);

    private static string? PathOf(string id, int file, UploadShelf shelf) =>
        shelf.Find(id)?.Now.Result is { } result && file >= 0 && file < result.KeptIn.Count && File.Exists(result.KeptIn[file]) ? result.KeptIn[file] : null;
}
