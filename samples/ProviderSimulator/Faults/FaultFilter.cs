using System.Globalization;
using System.Text.Json;

namespace Atom.OAuth.Simulation.Faults;

/// <summary>Sends a fault in place of the provider's answer.</summary>
internal sealed class FaultFilter(FaultInjector faults, TimeProvider time)
{
    private const int SlowSteps = 20;

    public async Task InvokeAsync(HttpContext http, string provider, FaultTarget target, Func<Task> answer)
    {
        if (faults.TakeAnswerFault(provider, target) is not { } fault)
        {
            await answer();
            return;
        }

        byte[] own = [];
        if (fault.IsAfterwards || fault.Kind is FaultKind.SlowBody or FaultKind.CutConnection)
        {
            own = await CaptureAsync(http, answer);
        }

        await SendAsync(http, fault, own);
    }

    /// <summary>Lets the provider answer, and keeps the answer.</summary>
    private static async Task<byte[]> CaptureAsync(HttpContext http, Func<Task> answer)
    {
        var body = http.Response.Body;
        using MemoryStream captured = new();
        http.Response.Body = captured;
        try
        {
            await answer();
        }
        finally
        {
            http.Response.Body = body;
        }

        http.Response.Headers.ContentLength = null;
        return captured.ToArray();
    }

    private async Task SendAsync(HttpContext http, SimulatedFault fault, byte[] own)
    {
        var response = http.Response;
        switch (fault.Kind)
        {
            case FaultKind.ErrorPage:
                response.Clear();
                response.StatusCode = fault.Status;
                (var contentType, var text) = ProxyPages.Write(fault.Page, fault.Status);
                response.ContentType = fault.ContentType ?? (contentType.Length > 0 ? contentType : null);
                await response.WriteAsync(text, http.RequestAborted);
                break;
            case FaultKind.EmptyBody:
                response.Clear();
                response.StatusCode = fault.Status;
                break;
            case FaultKind.SlowBody:
                await SendSlowlyAsync(http, own, fault.Duration);
                break;
            case FaultKind.CutConnection:
                response.ContentLength = own.Length + 1;
                await response.Body.WriteAsync(own.AsMemory(0, own.Length / 2), http.RequestAborted);
                await response.Body.FlushAsync(http.RequestAborted);
                http.Abort();
                break;
            default:
                await LimitAsync(response, fault);
                break;
        }
    }

    private async Task SendSlowlyAsync(HttpContext http, byte[] own, TimeSpan duration)
    {
        var step = Math.Max(1, own.Length / SlowSteps);
        for (var sent = 0; sent < own.Length; sent += step)
        {
            await http.Response.Body.WriteAsync(own.AsMemory(sent, Math.Min(step, own.Length - sent)), http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            await Task.Delay(duration / SlowSteps, time, http.RequestAborted);
        }
    }

    private async Task LimitAsync(HttpResponse response, SimulatedFault fault)
    {
        response.Clear();
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        var seconds = fault.Duration.TotalSeconds;
        var until = time.GetUtcNow() + fault.Duration;
        response.Headers.RetryAfter = fault.RetryAfter switch
        {
            RetryAfterForm.Seconds => Math.Ceiling(seconds).ToString(CultureInfo.InvariantCulture),
            RetryAfterForm.HttpDate => until.AddSeconds(1).ToString("R", CultureInfo.InvariantCulture),
            RetryAfterForm.IsoTime => until.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            _ => default(string),
        };
        if (fault.RetryAfter == RetryAfterForm.OwnHeader)
        {
            response.Headers["X-RateLimit-Reset-After"] = seconds.ToString(CultureInfo.InvariantCulture);
            response.Headers["X-RateLimit-Remaining"] = "0";
        }

        Dictionary<string, object> body = new() { ["error"] = "rate_limited", ["message"] = "You are being rate limited." };
        if (fault.RetryAfter is RetryAfterForm.BodyFraction or RetryAfterForm.BodySeconds)
        {
            body[fault.RetryAfter == RetryAfterForm.BodyFraction
                ? "retry_after"
                : "retry_in_seconds"] = fault.RetryAfter == RetryAfterForm.BodyFraction
                ? seconds + 0.5
                : Math.Ceiling(seconds);
        }

        response.ContentType = "application/json";
        await response.WriteAsync(JsonSerializer.Serialize(body));
    }
}
