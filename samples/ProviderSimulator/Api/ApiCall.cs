using System.Globalization;
using System.Text.Json;
using Atom.OAuth.Simulation.OAuth;

namespace Atom.OAuth.Simulation.Api;

/// <summary>A call of a data API with a good token.</summary>
internal sealed class ApiCall(HttpContext http, Grant grant, JsonElement body, Timeline timeline, Cursors cursors, SimulatorOptions options)
{
    public Grant Grant => grant;

    public SimulatorOptions Options => options;

    /// <summary>Gets the body of a POST, undefined where there is none.</summary>
    public JsonElement Body => body;

    public string? this[string name] => http.Request.Query[name].FirstOrDefault();

    public string Route(string name) => (string)http.Request.RouteValues[name]!;

    public IReadOnlyList<Entry> Entries(int container = 0, int containers = 1) => timeline.Of(grant.Account, container, containers);

    /// <summary>Cuts a page of the size that was asked for, at most what the provider gives.</summary>
    public Page<T>? Page<T>(IEnumerable<T> items, string? cursor, string? asked, int usual, int most)
    {
        var size = int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) && wanted > 0
            ? Math.Min(wanted, most)
            : usual;
        return cursors.Page(grant.Provider, items, cursor, Math.Min(size, options.LargestPage ?? int.MaxValue));
    }

    public static DateTimeOffset? Time(string? text)
        => DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
}
