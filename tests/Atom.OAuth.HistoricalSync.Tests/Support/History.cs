using System.Globalization;
using System.Text.Json;

namespace Atom.OAuth.HistoricalSync.Tests.Support;

/// <summary>A provider's infinite history: a record on the hour at a fixed interval, so the contents of a window are known in advance.</summary>
internal sealed record History(int EveryHours = 24, int PageSize = 10)
{
    private static readonly JsonElement Empty = JsonDocument.Parse("{}").RootElement;

    /// <summary>Gets the ids of all records in a range.</summary>
    public IEnumerable<string> Ids(string connectionId, HistoricalSyncWindow range)
    {
        for (var hour = FirstHour(range.From); hour * 3_600_000 < range.To.ToUnixTimeMilliseconds(); hour += EveryHours)
        {
            yield return $"{connectionId}@{hour.ToString(CultureInfo.InvariantCulture)}";
        }
    }

    /// <summary>Gets a page of a window; the cursor is the number of previous records.</summary>
    public HistoricalSyncPage Page(HistoricalSyncPageRequest request)
    {
        var start = request.Cursor is { } cursor ? int.Parse(cursor, CultureInfo.InvariantCulture) : 0;
        string[] ids = [.. Ids(request.Connection.ConnectionId, request.Window).Skip(start).Take(PageSize + 1)];
        HistoricalSyncRecord[] records = [.. ids.Take(PageSize).Select(id => new HistoricalSyncRecord(id, Empty))];
        return new(records, ids.Length > PageSize ? (start + PageSize).ToString(CultureInfo.InvariantCulture) : null);
    }

    private long FirstHour(DateTimeOffset from)
    {
        var hour = (from.ToUnixTimeMilliseconds() + 3_599_999) / 3_600_000;
        return (hour + EveryHours - 1) / EveryHours * EveryHours;
    }
}
