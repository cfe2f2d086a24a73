namespace Atom.OAuth.Analyzers.Retirements;

internal static partial class KnownRetirements
{
    private const string DropboxFiles = "https://github.com/dropbox/dropbox-api-spec/blob/main/files.stone (2026-08-05)";
    private const string DropboxSharing = "https://github.com/dropbox/dropbox-api-spec/blob/main/sharing_links.stone (2026-08-05)";
    private const string DropboxFirstVersion = "https://github.com/shutter-project/shutter/issues/228 quotes Dropbox's mail";
    private const string DropboxFirstEnd = "2017-09-28";

    private static ProviderRetirements Dropbox { get; } = new(
        "Dropbox",
        "dropbox",
        new[] { "files/", "sharing/", "paper/", "from_oauth1", "1/" },
        new RetiredUrl(RetirementKind.Ends, DropboxSharing, "api.dropboxapi.com|api.dropbox.com/2/sharing/get_shared_links")
        {
            On = "2026-10",
            Instead = "'https://api.dropboxapi.com/2/sharing/list_shared_links'",
        },
        new RetiredUrl(RetirementKind.Ends, DropboxFirstVersion, "www.dropbox.com/[1/]oauth2/authorize")
        {
            On = DropboxFirstEnd,
            Instead = "'https://www.dropbox.com/oauth2/authorize'",
            Fix = "",
        },
        new RetiredUrl(RetirementKind.Ends, DropboxFirstVersion, "[api.dropbox.com/1]/oauth2/token")
        {
            On = DropboxFirstEnd,
            Instead = "'https://api.dropboxapi.com/oauth2/token'",
            Fix = "api.dropboxapi.com",
        },
        new RetiredUrl(RetirementKind.Ends, DropboxFirstVersion, "api.dropbox.com/1/**")
        {
            On = DropboxFirstEnd,
            Instead = "'https://api.dropboxapi.com/2'",
        },
        new RetiredUrl(
            RetirementKind.Deprecated,
            DropboxFiles,
            "api.dropboxapi.com|api.dropbox.com/2/files/copy",
            "api.dropboxapi.com|api.dropbox.com/2/files/move",
            "api.dropboxapi.com|api.dropbox.com/2/files/delete",
            "api.dropboxapi.com|api.dropbox.com/2/files/create_folder",
            "api.dropboxapi.com|api.dropbox.com/2/files/search",
            "api.dropboxapi.com|api.dropbox.com/2/files/copy_batch",
            "api.dropboxapi.com|api.dropbox.com/2/files/move_batch",
            "content.dropboxapi.com/2/files/upload_session/append",
            "api.dropboxapi.com|api.dropbox.com/2/files/upload_session/finish_batch")
        {
            Instead = "the route of the same name with '_v2'",
        },
        new RetiredUrl(RetirementKind.Deprecated, DropboxFiles, "api.dropboxapi.com|api.dropbox.com/2/files/properties/**")
        {
            Instead = "'https://api.dropboxapi.com/2/file_properties/'",
        },
        new RetiredUrl(RetirementKind.Deprecated, DropboxFiles, "api.dropboxapi.com|api.dropbox.com/2/paper/**")
        {
            Instead = "the routes of 'https://api.dropboxapi.com/2/files/'",
        },
        new RetiredUrl(RetirementKind.Deprecated, DropboxSharing, "api.dropboxapi.com|api.dropbox.com/2/sharing/create_shared_link")
        {
            Instead = "'https://api.dropboxapi.com/2/sharing/create_shared_link_with_settings'",
        },
        new RetiredUrl(RetirementKind.Deprecated, DropboxFiles, "api.dropboxapi.com|api.dropbox.com/2/auth/token/from_oauth1"));
}
