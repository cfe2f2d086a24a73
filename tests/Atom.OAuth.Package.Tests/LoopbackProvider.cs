using System.Net;

namespace Atom.OAuth.Package.Tests;

/// <summary>A token endpoint on loopback that returns Slack tokens for any request.</summary>
internal sealed class LoopbackProvider : IDisposable
{
    private readonly HttpListener _listener = new();

    public LoopbackProvider()
    {
        using (System.Net.Sockets.TcpListener free = new(IPAddress.Loopback, 0))
        {
            free.Start();
            Origin = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        }

        _listener.Prefixes.Add(Origin + "/");
        _listener.Start();
        _ = AnswerAsync();
    }

    public string Origin { get; }

    public void Dispose() => _listener.Close();

    private async Task AnswerAsync()
    {
        var tokens = """{"ok":true,"access_token":"xoxb-1","scope":"channels:read","team":{"id":"T1","name":"Acme"},"authed_user":{"id":"U1"}}"""u8.ToArray();
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            context.Response.ContentType = "application/json";
            await context.Response.OutputStream.WriteAsync(tokens);
            context.Response.Close();
        }
    }
}
