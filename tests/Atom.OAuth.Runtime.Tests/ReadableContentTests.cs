using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Atom.OAuth.Tests.Support;

namespace Atom.OAuth.Tests;

/// <summary>After the check, a content can be read in all the ways in which it could be read before.</summary>
public class ReadableContentTests
{
    private const string Json = """{"access_token":"xoxb-1"}""";

    public static TheoryData<Delivery> Deliveries => [.. Respond.Deliveries];

    [Theory]
    [MemberData(nameof(Deliveries))]
    public async Task CheckedContent_IsReadInEveryWay(Delivery delivery)
    {
        await After(async content => Assert.Equal(Json, await content.ReadAsStringAsync()));
        await After(async content => Assert.Equal(Respond.Bytes(Json), await content.ReadAsByteArrayAsync()));
        await After(async content => Assert.Equal(new SampleToken("xoxb-1"), await content.ReadFromJsonAsync<SampleToken>()));
        await After(async content => Assert.Equal(
            new SampleToken("xoxb-1"), await JsonSerializer.DeserializeAsync<SampleToken>(await content.ReadAsStreamAsync())));
        await After(async content =>
        {
            using StreamReader reader = new(await content.ReadAsStreamAsync());
            Assert.Equal(Json, await reader.ReadToEndAsync());
        });
        await After(async content =>
        {
            using MemoryStream copy = new();
            await content.CopyToAsync(copy);
            Assert.Equal(Respond.Bytes(Json), copy.ToArray());
        });
        await After(async content =>
        {
            await content.LoadIntoBufferAsync();
            Assert.Equal(Json, await content.ReadAsStringAsync());
            Assert.Equal(new SampleToken("xoxb-1"), await content.ReadFromJsonAsync<SampleToken>());
        });
#if !RUNTIME_NETSTANDARD
        // Before .NET 5, contents had no synchronous reads.
        await After(async content =>
        {
            using MemoryStream copy = new();
            await Task.Run(() => content.CopyTo(copy, context: null, CancellationToken.None));
            Assert.Equal(Respond.Bytes(Json), copy.ToArray());
        });
        await After(async content =>
        {
            using var stream = await Task.Run(() => content.ReadAsStream());
            Assert.Equal(new SampleToken("xoxb-1"), JsonSerializer.Deserialize<SampleToken>(stream));
        });
#endif

        async Task After(Func<HttpContent, Task> read)
        {
            using var asynchronous = Respond.With(Json, delivery: delivery);
            Assert.False((await asynchronous.CheckHtmlResponseAsync()).IsHtml);
            await read(asynchronous.Content);

            using var synchronous = Respond.With(Json, delivery: delivery);
            Assert.False(synchronous.CheckHtmlResponse().IsHtml);
            await read(synchronous.Content);

            using var ofContent = Respond.With(Json, delivery: delivery);
            Assert.False((await ofContent.Content.CheckHtmlContentAsync()).IsHtml);
            await read(ofContent.Content);
        }
    }

    [Theory]
    [MemberData(nameof(Deliveries))]
    public async Task CheckedContent_IsReadByTheSafeRead(Delivery delivery)
    {
        using var response = Respond.With(Json, delivery: delivery);

        await response.CheckHtmlResponseAsync();

        Assert.Equal(new SampleToken("xoxb-1"), await response.ReadOAuthJsonAsync<SampleToken>());
    }

    [Theory]
    [MemberData(nameof(Deliveries))]
    public async Task CheckedPage_IsReadable(Delivery delivery)
    {
        var page = "<html><title>x</title>" + new string('y', 200_000);
        using var response = Respond.With(page, "text/html", delivery);

        Assert.True((await response.CheckHtmlResponseAsync()).IsHtml);

        Assert.Equal(page, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task ContentInMemory_StaysTheSameContent()
    {
        using var response = Respond.With(Json);
        var content = response.Content;

        await response.CheckHtmlResponseAsync();

        Assert.Same(content, response.Content);
    }

    [Fact]
    public async Task StreamedContent_KeepsItsHeaders()
    {
        using var response = Respond.With(Json, "application/json; charset=utf-8", Delivery.Streamed);
        response.Content.Headers.TryAddWithoutValidation("Content-Length", "25");
        response.Content.Headers.TryAddWithoutValidation("Content-Language", ["de", "fr"]);
        response.Content.Headers.TryAddWithoutValidation("Expires", "not a date");
        response.Content.Headers.TryAddWithoutValidation("X-Own", "a");
        response.Content.Headers.TryAddWithoutValidation("X-Own", "b");
        var before = Headers(response);

        await response.CheckHtmlResponseAsync();

        Assert.Equal(before, Headers(response));
        Assert.Equal(25, response.Content.Headers.ContentLength);
        Assert.Equal("utf-8", response.Content.Headers.ContentType?.CharSet);
    }

    [Fact]
    public async Task StreamedContent_OfUnknownLength_StaysOfUnknownLength()
    {
        using var response = Respond.With(Json, delivery: Delivery.Streamed);

        await response.CheckHtmlResponseAsync();

        Assert.Null(response.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task StreamedContent_IsReplacedOnce()
    {
        using var response = Respond.With(Json, delivery: Delivery.Streamed);
        await response.CheckHtmlResponseAsync();
        var content = response.Content;

        await response.CheckHtmlResponseAsync();

        Assert.Same(content, response.Content);
    }

    [Fact]
    public async Task Check_WaitsForNoMoreThanItNeeds()
    {
        foreach ((var body, var needed) in new[]
        {
            ("{\"access_token\":\"x\"}", 2), ("  \n{}   ", 5), ("<!-- x --><html>", 100), ("Bad Gateway, upstream", 8),
            ("<html lang=en><body>x", 20),
        })
        {
            ForwardStream stream = new(Respond.Bytes(body), [1], failure: new IOException("The rest never comes."));
            using var response = Respond.With(stream);

            if (needed < body.Length)
            {
                _ = await response.CheckHtmlResponseAsync();
                Assert.InRange(stream.Taken, 1, needed);
            }
            else
            {
                await Assert.ThrowsAsync<IOException>(() => response.CheckHtmlResponseAsync().AsTask());
            }
        }
    }

    [Fact]
    public async Task Check_LooksAt64KiBOfAPageAndNoMore()
    {
        ForwardStream stream = new(Respond.Bytes("<html>" + new string(' ', 1024 * 1024) + "<title>too late</title>"));
        using var response = Respond.With(stream);

        var result = await response.CheckHtmlResponseAsync();

        Assert.Equal((ResponseBodyKind.Html, null), (result.Kind, result.Title));
        Assert.InRange(stream.Taken, 64 * 1024, 128 * 1024);
    }

    [Fact]
    public async Task Check_LooksAt64KiBOfWhiteSpaceAndNoMore()
    {
        ForwardStream stream = new(Respond.Bytes(new string(' ', 1024 * 1024) + "{}"));
        using var response = Respond.With(stream);

        Assert.Equal(ResponseBodyKind.Empty, (await response.CheckHtmlResponseAsync()).Kind);
        Assert.InRange(stream.Taken, 64 * 1024, 128 * 1024);
    }

    [Fact]
    public async Task DisposedResponse_FreesItsConnection()
    {
        ForwardStream stream = new(Respond.Bytes(Json));
        var response = Respond.With(stream);
        var original = Assert.IsType<ConnectionContent>(response.Content);
        await response.CheckHtmlResponseAsync();

        response.Dispose();

        Assert.True(stream.IsDisposed);
        Assert.True(original.IsDisposed);
    }

    [Fact]
    public async Task CheckedStream_BehavesLikeTheStreamOfAConnection()
    {
        using var response = Respond.With(Json, delivery: Delivery.Streamed);
        await response.CheckHtmlResponseAsync();
        await using var stream = await response.Content.ReadAsStreamAsync();

        Assert.True(stream.CanRead);
        Assert.False(stream.CanSeek);
        Assert.False(stream.CanWrite);
        Assert.True(stream.CanTimeout);
        stream.ReadTimeout = 17;
        Assert.Equal(17, stream.ReadTimeout);
        stream.Flush();
        Assert.Throws<NotSupportedException>(() => stream.Length);
        Assert.Throws<NotSupportedException>(() => stream.Position);
        Assert.Throws<NotSupportedException>(() => stream.Position = 0);
        Assert.Throws<NotSupportedException>(() => stream.Seek(0, SeekOrigin.Begin));
        Assert.Throws<NotSupportedException>(() => stream.SetLength(0));
        Assert.Throws<NotSupportedException>(() => stream.Write([1], 0, 1));
    }

    [Fact]
    public async Task CheckedStream_IsReadByEveryOverload()
    {
        using var response = Respond.With("{\"a\":\"bcdefgh\"}", delivery: Delivery.ByteByByte);
        await response.CheckHtmlResponseAsync();
        await using var stream = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[14];

        Assert.Equal('{', stream.ReadByte());
#pragma warning disable CA1835, CA2022 // Tests reads into arrays, and partial reads.
        Assert.Equal(1, await stream.ReadAsync(buffer, 0, buffer.Length));
        Assert.Equal(1, await stream.ReadAsync(buffer, 1, buffer.Length - 1));
        Assert.Equal(1, stream.Read(buffer, 2, buffer.Length - 2));
        Assert.Equal(1, stream.Read(buffer.AsSpan(3)));
        Assert.Equal(1, await stream.ReadAsync(buffer.AsMemory(4)));
#pragma warning restore CA1835, CA2022
        await stream.ReadExactlyAsync(buffer.AsMemory(5));

        Assert.Equal(Respond.Bytes("\"a\":\"bcdefgh\"}"), buffer);
        Assert.Equal(-1, stream.ReadByte());
    }

    [Fact]
    public async Task ReadsOfNoBytes_TakeNothing()
    {
        using var response = Respond.With(Json, delivery: Delivery.ByteByByte);
        await response.CheckHtmlResponseAsync();
        var stream = await response.Content.ReadAsStreamAsync();

        Assert.Equal(0, await stream.ReadAsync(Memory<byte>.Empty));
        Assert.Equal(0, stream.Read([], 0, 0));
        Assert.Equal(ResponseBodyKind.Json, (await response.CheckHtmlResponseAsync()).Kind);

        var buffer = new byte[100];
        var count = 0;
        while (true)
        {
            Assert.Equal(0, await stream.ReadAsync(Memory<byte>.Empty));
            var read = await stream.ReadAsync(buffer.AsMemory(count));
            if (read == 0)
            {
                break;
            }

            count += read;
        }

        Assert.Equal(Respond.Bytes(Json), buffer[..count]);
        Assert.Equal(0, await stream.ReadAsync(Memory<byte>.Empty));
        Assert.Equal(0, stream.Read(buffer, 0, buffer.Length));
    }

    [Theory]
    [MemberData(nameof(Deliveries))]
    public async Task SeekableContentOfTheCallersOwn_StaysWhereItIs(Delivery delivery)
    {
        byte[] file = [1, 2, 3, .. Respond.Bytes(Json)];
        using MemoryStream stream = new(file) { Position = 3 };
        using HttpResponseMessage response = new(HttpStatusCode.OK) { Content = new StreamContent(stream) };

        var result = delivery == Delivery.Buffered ? response.CheckHtmlResponse() : await response.CheckHtmlResponseAsync();

        Assert.Equal(ResponseBodyKind.Json, result.Kind);
        Assert.Equal(3, stream.Position);
        Assert.Equal(Json, await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task ContentThatCanOnlyBeWrittenAsynchronously_IsCheckedAndRead()
    {
        using SemaphoreSlim gate = new(0);
        await Gated(Json, async response => Assert.Equal(ResponseBodyKind.Json, (await response.CheckHtmlResponseAsync()).Kind));
        await Gated(Json, async response => Assert.Equal(ResponseBodyKind.Json, (await response.Content.CheckHtmlContentAsync()).Kind));
        await Gated(Json, async response => Assert.Equal(new SampleToken("xoxb-1"), await response.ReadOAuthJsonAsync<SampleToken>()));
        await Gated(Json, response => Task.Run(() => Assert.Equal(ResponseBodyKind.Json, response.CheckHtmlResponse().Kind)));
        await Gated(Json, response => Task.Run(() => Assert.Equal(new SampleToken("xoxb-1"), response.ReadOAuthJson<SampleToken>())));

        async Task Gated(string body, Func<HttpResponseMessage, Task> read)
        {
            using HttpResponseMessage response = new(HttpStatusCode.OK) { Content = new AsynchronousContent(Respond.Bytes(body), gate) };
            var reading = read(response);
            Assert.False(reading.IsCompleted);
            gate.Release();
            await reading;
            Assert.Equal(body, await response.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task ContentThatWasAskedForItsStreamBefore_IsChecked()
    {
        foreach (var delivery in Respond.Deliveries)
        {
            using var response = Respond.With(Json, delivery: delivery);
            var stream = await response.Content.ReadAsStreamAsync();

            Assert.Equal(ResponseBodyKind.Json, (await response.CheckHtmlResponseAsync()).Kind);
            Assert.Equal(ResponseBodyKind.Json, response.CheckHtmlResponse().Kind);

            Assert.Equal(new SampleToken("xoxb-1"), await response.Content.ReadFromJsonAsync<SampleToken>());
            Assert.Equal(delivery == Delivery.Buffered, ReferenceEquals(stream, await response.Content.ReadAsStreamAsync()));
        }
    }

    private static List<(string, string)> Headers(HttpResponseMessage response)
        => [.. response.Content.Headers.NonValidated.Select(header => (header.Key, string.Join("|", header.Value)))];

    private sealed class AsynchronousContent(byte[] body, SemaphoreSlim gate) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await gate.WaitAsync();
            await stream.WriteAsync(body);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
