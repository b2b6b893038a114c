using Ledger.Host.Import.Uploads;
using Ledger.Host.Pages.Failures;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;

namespace Ledger.Host.Pages.Imports;

/// <summary>Takes a file in and starts its import.</summary>
internal static class PostImport
{
    private const long MostPassedOver = 2L << 30;
    private const int MostFields = 32;
    private const int LongestField = 4096;

    private static readonly string TooLarge =
        $"The file is too large: {UploadedForm.LargestFile >> 20} MB are the most that can be sent here. Pack it (.gz or .zip), split it, or import it by ./ledger import FILE, which has no such limit.";

    /// <summary>Starts the import and leads to where it is told how far it has come.</summary>
    /// <remarks>The form is read here and not before, so that one that is too large, or from another page, is answered in words.</remarks>
    public static async Task<IResult> Post(HttpContext context, UploadShelf shelf, IAntiforgery antiforgery, CancellationToken cancellation)
    {
        var body = context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>();
        if (context.Request.ContentLength > UploadedForm.LargestForm)
        {
            // A browser reads an answer only once it has sent everything.
            body.MaxRequestBodySize = MostPassedOver;
            await PassOverAsync(context.Request.Body, cancellation);
            return FailurePage.Answer(StatusCodes.Status413PayloadTooLarge, TooLarge);
        }

        body.MaxRequestBodySize = UploadedForm.LargestForm;
        if (!context.Request.HasFormContentType)
        {
            return FailurePage.Answer(StatusCodes.Status415UnsupportedMediaType, "Send the file by the form of /import, as multipart/form-data.");
        }

        try
        {
            var form = await context.Request.ReadFormAsync(
                new FormOptions { MultipartBodyLengthLimit = UploadedForm.LargestFile, ValueCountLimit = MostFields, ValueLengthLimit = LongestField, KeyLengthLimit = LongestField }, cancellation);
            await antiforgery.ValidateRequestAsync(context);
            return await StartAsync(form, shelf, cancellation);
        }
        catch (BadHttpRequestException failure) when (failure.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return FailurePage.Answer(StatusCodes.Status413PayloadTooLarge, TooLarge);
        }
        catch (InvalidDataException failure)
        {
            return failure.Message.Contains("body length limit", StringComparison.Ordinal)
                ? FailurePage.Answer(StatusCodes.Status413PayloadTooLarge, TooLarge)
                : FailurePage.Answer(StatusCodes.Status400BadRequest, $"The form cannot be read: {failure.Message}");
        }
        catch (AntiforgeryValidationException)
        {
            return FailurePage.Answer(StatusCodes.Status400BadRequest, "The form did not come from a page of this ledger as it is served now: open /import again, and send the file from there.");
        }
    }

    private static async Task<IResult> StartAsync(IFormCollection form, UploadShelf shelf, CancellationToken cancellation)
    {
        var (upload, profile) = await UploadedForm.KeepAsync(form, cancellation);
        if (shelf.TryStart(upload, profile))
        {
            return Results.Redirect(GetImports.AddressOf(upload));
        }

        UploadShelf.Discard(upload);
        return FailurePage.Answer(StatusCodes.Status429TooManyRequests, $"{UploadShelf.MostRunning} imports are running, as many as may at once: wait until one of them is done, and send the file again.");
    }

    private static async Task PassOverAsync(Stream body, CancellationToken cancellation)
    {
        try
        {
            await body.CopyToAsync(Stream.Null, cancellation);
        }
        catch (BadHttpRequestException)
        {
            // What is larger still, or breaks off, is answered alike.
        }
    }
}
