namespace Atom.OAuth.Tests.Support;

/// <summary>Runs a check in every form that the library offers, for every delivery, and expects the same result.</summary>
internal static class Checks
{
    /// <summary>Checks a response with these bytes.</summary>
    public static async Task<HtmlCheckResult> EveryWayAsync(
        byte[] body, string? contentType = null, string? contentEncoding = null, string? provider = null)
    {
        List<(string Way, HtmlCheckResult Result)> answers = [];
        foreach (var delivery in Respond.Deliveries)
        {
            using (var response = Make())
            {
                answers.Add(($"{delivery}, asynchronous", await response.CheckHtmlResponseAsync(provider)));
                answers.Add(($"{delivery}, asynchronous, again", await response.CheckHtmlResponseAsync(provider)));
                Assert.Equal(body, await response.Content.ReadAsByteArrayAsync());
                answers.Add(($"{delivery}, asynchronous, after a read into memory", await response.CheckHtmlResponseAsync(provider)));
            }

            using (var response = Make())
            {
                answers.Add(($"{delivery}, synchronous", response.CheckHtmlResponse(provider)));
                answers.Add(($"{delivery}, synchronous, again", response.CheckHtmlResponse(provider)));
                Assert.Equal(body, ReadSynchronously(response.Content));
            }

            using (var response = Make())
            {
                var content = response.Content;
                var ofContent = await content.CheckHtmlContentAsync(provider);
                Assert.Null(ofContent.StatusCode);
                Assert.Equal(ofContent, content.CheckHtmlContent(provider));
                Assert.Equal(ofContent.Kind, answers[0].Result.Kind);
                Assert.Equal(ofContent.Title, answers[0].Result.Title);
                Assert.Equal(body, await content.ReadAsByteArrayAsync());
            }

            HttpResponseMessage Make() => Respond.With(body, contentType, delivery, contentEncoding: contentEncoding);
        }

        Assert.All(answers, answer => Assert.Equal((answer.Way, answers[0].Result), answer));
        return answers[0].Result;
    }

    /// <summary>Reads a content in small pieces.</summary>
    public static byte[] ReadSynchronously(HttpContent content)
    {
        using MemoryStream copy = new();
#if RUNTIME_NETSTANDARD
        // On .NET Standard, the check has to get the stream asynchronously, and a content does not support both ways.
        using var stream = content.ReadAsStreamAsync().GetAwaiter().GetResult();
#else
        using var stream = content.ReadAsStream();
#endif
        stream.CopyTo(copy, bufferSize: 7);
        return copy.ToArray();
    }
}
