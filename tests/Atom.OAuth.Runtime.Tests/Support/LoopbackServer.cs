using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Atom.OAuth.Tests.Support;

/// <summary>A server on loopback that answers one request with bytes specified by the test.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task<NetworkStream> _connection;
    private readonly TaskCompletionSource _accepted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TcpClient? _client;
    private Task _answer = Task.CompletedTask;

    public LoopbackServer()
    {
        _listener.Start();
        _connection = AcceptAsync();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/oauth/token");

    /// <summary>Answers the request once it is received.</summary>
    public void Answer(string text) => Answer(Encoding.Latin1.GetBytes(text));

    /// <summary>Answers the request once it is received.</summary>
    public void Answer(byte[] bytes) => _answer = SendAsync(bytes);

    /// <summary>Answers the first bytes received, whether they are a request or not.</summary>
    public void AnswerAtOnce(string text) => _answer = SendAtOnceAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Sends further bytes of the response.</summary>
    public async Task SendMoreAsync(string text)
    {
        await _answer;
        await SendAsync(Encoding.Latin1.GetBytes(text));
    }

    /// <summary>Closes the connection.</summary>
    public async Task CloseAsync()
    {
        await _answer;
        _client!.Dispose();
    }

    public void Dispose()
    {
        _client?.Dispose();
        _listener.Dispose();
    }

    private async Task SendAsync(byte[] bytes)
    {
        var stream = await _connection;
        await stream.WriteAsync(bytes);
        await stream.FlushAsync();
    }

    private async Task SendAtOnceAsync(byte[] bytes)
    {
        await _accepted.Task;
        await _client!.GetStream().WriteAsync(bytes);
    }

    private async Task<NetworkStream> AcceptAsync()
    {
        _client = await _listener.AcceptTcpClientAsync();
        _accepted.SetResult();
        var stream = _client.GetStream();
        StringBuilder request = new();
        var buffer = new byte[4096];
        while (!request.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            request.Append(Encoding.Latin1.GetString(buffer, 0, await stream.ReadAsync(buffer)));
        }

        return stream;
    }
}
