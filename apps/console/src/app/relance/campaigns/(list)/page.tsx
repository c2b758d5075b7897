/** The list itself is drawn by the layout, so that a drawer can open over it. */
export default function CampaignsPage() {
  return null;
}
