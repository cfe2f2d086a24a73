namespace Atom.OAuth.Analyzers.Retirements;

internal static partial class KnownRetirements
{
    private const string ZoomPhone = "https://developers.zoom.us/docs/phone/migrate/";

    // '/v2/phone/call_logs/{id}/recordings' is not retired.
    private static ProviderRetirements Zoom { get; } = new(
        "Zoom",
        "zoom.us",
        new[] { "phone/call_", "im/chat/sessions" },
        new RetiredUrl(RetirementKind.Ends, ZoomPhone, "api.zoom.us/v2/phone/call_logs", "api.zoom.us/v2/phone/call_logs/{id}")
        {
            Instead = "'https://api.zoom.us/v2/phone/call_history', with a call_history_uuid for one call",
        },
        new RetiredUrl(RetirementKind.Deprecated, ZoomPhone, "api.zoom.us/v2/phone/call_history_detail/{id}")
        {
            Instead = "'https://api.zoom.us/v2/phone/call_element/{id}'",
            Note = "The members call_log and call_path leave the answers in November 2026; call_history and call_elements take their place",
        },
        new RetiredUrl(RetirementKind.Deprecated, "https://crates.io/crates/zoom-api quotes Zoom", "api.zoom.us/v2/im/chat/sessions"));
}
