using System.Net.Http.Json;
using Atom.OAuth.Tests.Support;

namespace Atom.OAuth.Tests;

/// <summary>Contents that cannot be read: already read, disposed, aborted, cancelled.</summary>
public class UnreadableContentTests
{
    private const string Json = """{"access_token":"xoxb-1"}""";

    public static TheoryData<Delivery> Deliveries => [.. Respond.Deliveries];

    public static TheoryData<string> Reads => ["ReadFromJsonAsync", "closed stream", "stream read to its end", "copy"];

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task ContentThatWasRead_SaysSoAndHowToDoBetter(string read)
    {
        foreach (var delivery in Respond.Deliveries)
        {
            foreach (var checkedBefore in (bool[])[false, true])
            {
                using var response = Respond.With(Json, delivery: delivery);
                response.Content.Headers.TryAddWithoutValidation("Content-Length", "25");
                if (checkedBefore)
                {
                    await response.CheckHtmlResponseAsync();
                }

                await ReadAsync(response.Content, read);
                if (read == "copy" && delivery == Delivery.Buffered)
                {
                    // Copying leaves buffered content unchanged.
                    Assert.Equal(ResponseBodyKind.Json, response.CheckHtmlResponse().Kind);
                    continue;
                }

                await AssertRead(() => response.CheckHtmlResponseAsync().AsTask());
                await AssertRead(() => Task.FromResult(response.CheckHtmlResponse()));
                await AssertRead(() => response.ReadOAuthJsonAsync<SampleToken>());
                await AssertRead(() => Task.FromResult(response.ReadOAuthJson<SampleToken>()));
                await AssertRead(() => response.Content.CheckHtmlContentAsync().AsTask());
                await AssertRead(() => Task.FromResult(response.Content.CheckHtmlContent()));
            }
        }
    }

    [Fact]
    public async Task StreamThatWasReadInPart_SaysSo_WhenItWasCheckedBefore()
    {
        using var response = Respond.With(Json, delivery: Delivery.Streamed);
        await response.CheckHtmlResponseAsync();
        var stream = await response.Content.ReadAsStreamAsync();
        Assert.Equal('{', stream.ReadByte());

        await AssertRead(() => response.CheckHtmlResponseAsync().AsTask());
    }

    [Fact]
    public async Task CheckedStream_IsReadOnce()
    {
        using var response = Respond.With(Json, delivery: Delivery.Streamed);
        await response.CheckHtmlResponseAsync();
        await response.Content.CopyToAsync(Stream.Null);

        await Assert.ThrowsAsync<InvalidOperationException>(() => response.Content.CopyToAsync(Stream.Null));
        await Assert.ThrowsAsync<InvalidOperationException>(() => response.Content.ReadAsStreamAsync());
    }

    [Fact]
    public async Task ContentOfTheCallersOwnThatWasRead_SaysSo()
    {
        using HttpResponseMessage response = new() { Content = new OnceContent() };

        await AssertRead(() => response.CheckHtmlResponseAsync().AsTask());
        await AssertRead(() => response.ReadOAuthJsonAsync<SampleToken>());
        await AssertRead(() => Task.FromResult(response.CheckHtmlResponse()));
    }

    [Theory]
    [MemberData(nameof(Deliveries))]
    public async Task DisposedResponse_SaysSo(Delivery delivery)
    {
        foreach (var checkedBefore in (bool[])[false, true])
        {
            var response = Respond.With(Json, delivery: delivery);
            if (checkedBefore)
            {
                await response.CheckHtmlResponseAsync();
            }

            response.Dispose();

            await Assert.ThrowsAsync<ObjectDisposedException>(() => response.CheckHtmlResponseAsync().AsTask());
            Assert.Throws<ObjectDisposedException>(() => response.CheckHtmlResponse());
            await Assert.ThrowsAsync<ObjectDisposedException>(() => response.Content.CheckHtmlContentAsync().AsTask());
            Assert.Throws<ObjectDisposedException>(() => response.Content.CheckHtmlContent());
            await Assert.ThrowsAsync<ObjectDisposedException>(() => response.ReadOAuthJsonAsync<SampleToken>());
            Assert.Throws<ObjectDisposedException>(() => response.ReadOAuthJson<SampleToken>());
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"access_token\":")]
    [InlineData("<htm")]
    public async Task BrokenConnection_PassesThrough(string body)
    {
        IOException failure = new("The response ended prematurely.");
        var isDecided = body.StartsWith('{');

        foreach (var late in (bool[])[false, true])
        {
            Assert.Same(failure, await Assert.ThrowsAsync<IOException>(() => Make().ReadOAuthJsonAsync<SampleToken>()));
            Assert.Same(failure, Assert.Throws<IOException>(() => Make().ReadOAuthJson<SampleToken>()));
            if (!isDecided)
            {
                Assert.Same(failure, await Assert.ThrowsAsync<IOException>(() => Make().CheckHtmlResponseAsync().AsTask()));
                Assert.Same(failure, Assert.Throws<IOException>(() => Make().CheckHtmlResponse()));
            }

            var wrapped = await Assert.ThrowsAsync<HttpRequestException>(() => Make().Content.CheckHtmlContentAsync().AsTask());
            Assert.Same(failure, wrapped.InnerException);

            HttpResponseMessage Make() => Respond.With(new ForwardStream(Respond.Bytes(body), late: late, failure: failure));
        }
    }

    [Theory]
    [MemberData(nameof(Deliveries))]
    public async Task CancelledToken_Cancels(Delivery delivery)
    {
        CancellationToken cancelled = new(canceled: true);
        using var response = Respond.With(Json, delivery: delivery);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => response.CheckHtmlResponseAsync(null, cancelled).AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => response.Content.CheckHtmlContentAsync(null, cancelled).AsTask());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => response.ReadOAuthJsonAsync<SampleToken>(null, cancelled));

        Assert.Equal(new SampleToken("xoxb-1"), await response.ReadOAuthJsonAsync<SampleToken>());
    }

    [Fact]
    public async Task Cancellation_EndsTheWaitForABodyThatDoesNotCome()
    {
        using CancellationTokenSource source = new();
        SilentStream stream = new();
        using var response = Respond.With(stream);
        var check = response.CheckHtmlResponseAsync(null, source.Token).AsTask();
        await stream.IsAsked;
        Assert.False(check.IsCompleted);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => check);
    }

#if !RUNTIME_NETSTANDARD
    [Fact]
    public async Task Cancellation_EndsTheWaitForAContentThatDoesNotCome()
    {
        using CancellationTokenSource source = new();
        SilentStream stream = new();
        using var response = Respond.With(stream);
        var check = response.Content.CheckHtmlContentAsync(null, source.Token).AsTask();
        await stream.IsAsked;

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => check);
    }
#endif

    [Fact]
    public async Task MissingArguments_AreNamed()
    {
        HttpResponseMessage response = null!;
        HttpContent content = null!;
        using var good = Respond.With(Json);

        Assert.Equal("response", (await Assert.ThrowsAsync<ArgumentNullException>(() => response.CheckHtmlResponseAsync().AsTask())).ParamName);
        Assert.Equal("response", Assert.Throws<ArgumentNullException>(() => response.CheckHtmlResponse()).ParamName);
        Assert.Equal("content", (await Assert.ThrowsAsync<ArgumentNullException>(() => content.CheckHtmlContentAsync().AsTask())).ParamName);
        Assert.Equal("content", Assert.Throws<ArgumentNullException>(() => content.CheckHtmlContent()).ParamName);
        Assert.Equal("response", (await Assert.ThrowsAsync<ArgumentNullException>(() => response.ReadOAuthJsonAsync<int>())).ParamName);
        Assert.Equal(
            "response",
            (await Assert.ThrowsAsync<ArgumentNullException>(() => response.ReadOAuthJsonAsync(null, SampleJsonContext.Default.Int32))).ParamName);
        Assert.Equal("response", Assert.Throws<ArgumentNullException>(() => response.ReadOAuthJson<int>()).ParamName);
        Assert.Equal("response", Assert.Throws<ArgumentNullException>(() => response.ReadOAuthJson(null, SampleJsonContext.Default.Int32)).ParamName);
        Assert.Equal("jsonTypeInfo", (await Assert.ThrowsAsync<ArgumentNullException>(() => good.ReadOAuthJsonAsync(
            null, (System.Text.Json.Serialization.Metadata.JsonTypeInfo<int>)null!))).ParamName);
        Assert.Equal("jsonTypeInfo", Assert.Throws<ArgumentNullException>(() => good.ReadOAuthJson(
            null, (System.Text.Json.Serialization.Metadata.JsonTypeInfo<int>)null!)).ParamName);
    }

    private static async Task ReadAsync(HttpContent content, string read)
    {
        switch (read)
        {
            case "ReadFromJsonAsync":
                await content.ReadFromJsonAsync<SampleToken>();
                break;
            case "closed stream":
                (await content.ReadAsStreamAsync()).Dispose();
                break;
            case "stream read to its end":
                await (await content.ReadAsStreamAsync()).CopyToAsync(Stream.Null);
                break;
            default:
                await content.CopyToAsync(Stream.Null);
                break;
        }
    }

    private static async Task AssertRead(Func<Task> check)
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(check);
        Assert.StartsWith("The content was already read as a stream and cannot be read again.", exception.Message, StringComparison.Ordinal);
        Assert.Contains("CheckHtmlResponseAsync before the read", exception.Message, StringComparison.Ordinal);
        Assert.Contains("HtmlResponse.CheckText", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>A content that can only be read once, and asynchronously, and already was.</summary>
    private sealed class OnceContent : HttpContent
    {
        protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromException<Stream>(new InvalidOperationException("Only once."));

        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) => throw new NotSupportedException();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }

    /// <summary>A connection that receives nothing.</summary>
    private sealed class SilentStream : Stream
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task IsAsked => _asked.Task;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
            => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
