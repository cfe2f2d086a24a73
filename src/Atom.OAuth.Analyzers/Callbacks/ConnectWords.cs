using Atom.OAuth.Analyzers.Text;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>Words that identify a call that makes a whole connection in another project. Every entry has a test.</summary>
internal static class ConnectWords
{
    /// <summary>Calls that take the code and leave nothing to be done.</summary>
    public static readonly NameTable Calls = new(
        "Handle Callback", "Process Callback", "Complete Callback", "^On Callback", "^Callback", "^Connect", "^Complete $", "Complete Connection",
        "Complete Oauth", "Complete Authorization", "Complete Link",
        "Finish Oauth", "Finish Authorization", "Handle Oauth", "Process Oauth", "Handle Authorization",
        "Process Authorization", "Handle Code", "Process Code", "Link Account", "^Link $", "Add Integration", "Create Integration",
        "Add Connection", "Create Connection", "And Store", "And Save", "Store Token", "Save Token", "Set Token");

    /// <summary>Calls that complete a client's login to another service: signing a user in would return more than success.</summary>
    public static readonly NameTable Logins = new("^Complete Login", "^Try Complete Login", "^Finish Login", "^Try Finish Login");

    /// <summary>Words related to the application's own users.</summary>
    public static readonly NameTable OwnUsers = new("Account", "Auth", "Authentication", "Identity", "User", "Session", "Membership");

    /// <summary>Calls that store something that a mere sign-in does not need.</summary>
    public static readonly NameTable Keeps = new(
        "Store Refresh Token", "Save Refresh Token", "Set Refresh Token", "Add Refresh Token", "Register Refresh Token");

    /// <summary>Variables for a result that only says where to redirect.</summary>
    public static readonly NameTable Addresses = new("Url $", "Uri $", "^Redirect", "Return Path", "Return To", "Location $");

    /// <summary>Requests that pass the code to a handler, by their purpose.</summary>
    public static readonly NameTable Requests = new(
        "^Connect", "Complete Connection", "Complete Oauth", "Complete Authorization",
        "Handle Callback", "Process Callback", "Oauth Callback", "^Link", "Exchange Code", "Exchange Token", "Process Code", "Handle Code",
        "Authorize Command $", "Add Integration", "Create Integration", "Add Connection", "Create Connection", "Connect Command $",
        "Integration Create", "Connection Create");

    /// <summary>Members of a result that returns more than success: the tokens, or the user who signed in.</summary>
    public static readonly NameTable Answers = new("Token", "Accesstoken", "Credential", "Jwt", "Principal", "Claims", "Identity", "Session");

    /// <summary>Members of a result that tell whether the call succeeded.</summary>
    public static readonly NameTable Outcomes = new(
        "Success", "Succeeded", "Successful", "Failure", "Failed", "Error", "Message", "Status", "Reason");

    /// <summary>Words in calls that take the result to open a user's session.</summary>
    public static readonly NameTable Sessions = new("Session", "Cookie", "^Issue", "Sign In", "Jwt", "Principal");
}
